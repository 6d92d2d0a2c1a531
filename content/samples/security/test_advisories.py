import ast

from packaging.version import Version

FIXED_IN = {"5.2": "5.2.19", "6.0": "6.0.10", "6.1": "6.1.3"}


def state_of(version):
    found = Version(version)
    fixed = FIXED_IN.get(f"{found.major}.{found.minor}")
    if fixed is None:
        return "unknown: this series gets no fixes"
    return "fixed" if found >= Version(fixed) else f"upgrade to {fixed}"


class UnpackedKeys(ast.NodeVisitor):
    METHODS = "filter", "exclude", "annotate", "alias", "values"

    def visit_Call(self, node):
        method = getattr(node.func, "attr", None)
        unpacked = [key for key in node.keywords if key.arg is None]
        if method in self.METHODS and unpacked:
            print(f"line {node.lineno}: {ast.unparse(node)}")
        self.generic_visit(node)


VIEWS = """
def monthly(request):
    return Order.objects.filter(created__month=3, **PAID)

def report(request):
    columns = {name: F(name) for name in request.GET}
    return Order.objects.annotate(**columns)

def names(request):
    return Customer.objects.values("name")
"""


def test_who_is_affected(show):
    """A series without support is not on the list; that is no all-clear."""
    with show("inventory", code=state_of) as block:
        for service, version in {
            "shop": "5.2.18",
            "search": "6.1.3",
            "back office": "6.0.9",
            "old partner API": "4.2.30",
        }.items():
            print(f"{service}, Django {version}: {state_of(version)}")
    assert block.output.splitlines() == [
        "shop, Django 5.2.18: upgrade to 5.2.19",
        "search, Django 6.1.3: fixed",
        "back office, Django 6.0.9: upgrade to 6.0.10",
        "old partner API, Django 4.2.30: unknown: this series gets no fixes",
    ]


def test_is_it_reached(show):
    """Two places to read, and one of them takes its keys from the request."""
    with show("search", code=UnpackedKeys) as block:
        UnpackedKeys().visit(ast.parse(VIEWS))
    assert block.output.splitlines() == [
        "line 3: Order.objects.filter(created__month=3, **PAID)",
        "line 7: Order.objects.annotate(**columns)",
    ]
