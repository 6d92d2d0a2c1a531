from django.http import HttpResponse, JsonResponse
from django.urls import path


def order_detail(request, pk, **options):
    print("pk is", repr(pk), options)
    return JsonResponse({"pk": pk})


def test_path_converter(client, show, urls):
    """The view gets a number, and the options as keywords."""
    with show("pattern"):
        pattern = path("orders/<int:pk>/", order_detail, name="order")
    urls(pattern, path("full/<int:pk>/", order_detail, {"full": True}))
    with show("called", code=order_detail) as block:
        client.get("/orders/7/")
        client.get("/full/7/")
        client.get("/orders/seven/")
    assert block.responses == [200, 200, 404]
    assert block.output == "pk is 7 {}\npk is 7 {'full': True}\n"


class Outer:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        print("outer, in: ", request.resolver_match)
        response = self.get_response(request)
        print("outer, out:", response.status_code)
        return response


class Inner:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        print("inner, in")
        response = self.get_response(request)
        print("inner, out:", response.status_code)
        return response

    def process_view(self, request, view, args, kwargs):
        print("inner, process_view:", view.__name__, kwargs)

    def process_exception(self, request, exception):
        print("inner, process_exception:", repr(exception))


def page(request, pk):
    print("view")
    if pk == 0:
        raise ValueError("no such order")
    return HttpResponse("ok")


def test_middleware_order(client, show, urls, settings):
    """Middleware wraps the view; the address is resolved inside all of it."""
    urls(path("orders/<int:pk>/", page))
    settings.MIDDLEWARE = [f"{__name__}.Outer", f"{__name__}.Inner"]
    client.raise_request_exception = False
    with show("trace", code=Inner) as good:
        client.get("/orders/7/")
    assert good.output.splitlines()[0] == "outer, in:  None"
    with show("unknown-address") as unknown:
        client.get("/nothing/")
    assert "process_exception" not in unknown.output
    assert "outer, out: 404" in unknown.output
    with show("failing-view") as failing:
        client.get("/orders/0/")
    assert "outer, out: 500" in failing.output
    assert "process_exception: ValueError" in failing.output
