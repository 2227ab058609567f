"""Two support plans for one man: what is hard and done to him, and what he does and wants."""

__all__ = ["DEFICIT", "STRENGTHS"]

DEFICIT = """Support plan

Name: Colin Marsh
Key worker: Asha

Colin was referred by the council. Colin was assessed in March. He has a history of depression and has
arrears of £300. He was allocated a worker. He was told to clear the hall and was served with a notice. He has
poor sleep and suffers from anxiety. Colin failed to attend twice. He has been warned about his conduct. He
was reminded of the rules again in May. He was seen by the nurse, who found low mood. He has been placed on
the list for a smaller flat. He is unable to manage the stairs. There were two incidents in the lift. He was
excluded from the day centre. He is at risk of eviction. He was advised to ring the council. There is a high
risk of fire. He must keep the hall clear. He must pay the arrears. He is to attend every Monday. He was
monitored by staff through the summer, and he was moved to a room on the ground floor in the autumn.
"""

STRENGTHS = """Where we are

Name: Colin Marsh
Key worker: Asha

Colin ran a lighting crew for thirty years and can still read a rig from the stalls. He has arrears of £300, and
sleep is hard to come by since his brother died. He says, "I want the hall clear by the time the band comes." Colin
chose to begin with the cables. On Sunday he and his nephew carried nine bags to the theatre, which was glad of
them. He is at risk of eviction; it is much less likely now that the council has agreed to wait until October.
He told us what would help: a skip, and no surprises. We will find the skip by Friday. Colin will ring the
council himself. He hopes to sing again with the choir at Easter. His neighbour looks in and brings the paper.
He missed two meetings, since we had the wrong number. He walks to the harbour when the flat gets too small. He
knows which of the neighbours play cards, and he taught two of them to play cribbage last winter.
"""
