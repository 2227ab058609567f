"""The dictionary of inflections is made of files."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("lemminflect")
