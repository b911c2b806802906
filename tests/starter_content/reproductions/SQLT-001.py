# Shows sqlite3.OperationalError: a second connection writes while the first holds the write lock.
import sqlite3

first = sqlite3.connect("shop.db", timeout=0.2)
first.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER)")
first.commit()
first.execute("INSERT INTO orders (total) VALUES (10)")

second = sqlite3.connect("shop.db", timeout=0.2)
second.execute("INSERT INTO orders (total) VALUES (20)")
