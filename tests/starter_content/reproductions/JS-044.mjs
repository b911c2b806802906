// Shows TypeError: a list is mapped before the request that fills it has finished.
let orders;

async function loadOrders() {
  await new Promise((resolve) => setTimeout(resolve, 20));
  orders = [{ id: 1, title: "Lamp" }];
}

function render() {
  return orders.map((order) => order.title).join(", ");
}

loadOrders();
console.log(render());
