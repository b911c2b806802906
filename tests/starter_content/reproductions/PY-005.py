# Shows TypeError: the None returned for "no such row" is indexed.
import sqlite3

db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)")

row = db.execute("SELECT name FROM users WHERE id = ?", (42,)).fetchone()
print(row[0])
