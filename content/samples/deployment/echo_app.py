"""A WSGI application that says how it was reached."""


def application(environ, start_response):
    scheme = environ["wsgi.url_scheme"]
    address = environ["REMOTE_ADDR"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{scheme} from {address}".encode()]
