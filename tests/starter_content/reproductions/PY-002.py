# Shows UnicodeDecodeError: a Windows-1252 file is read as UTF-8.
from pathlib import Path

Path("customers.csv").write_bytes("name,city\nRenée,Orléans\n".encode("cp1252"))

with open("customers.csv", encoding="utf-8") as file:
    print(file.read())
