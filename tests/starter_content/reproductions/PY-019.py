# Shows ImportError: two modules import a name from each other.
import sys
from pathlib import Path

Path("orders.py").write_text("from customers import Customer\n\n\nclass Order:\n    customer: Customer\n")
Path("customers.py").write_text("from orders import Order\n\n\nclass Customer:\n    orders: list[Order]\n")

sys.path.insert(0, str(Path.cwd()))
import orders
