from .booking import Booking, Event, Room
from .catalogue import Category, Discount, Product, Review
from .notes import Folder, Note
from .orders import (
    IdempotentRequest,
    Invoice,
    Job,
    Order,
    OrderLine,
    OrderQuerySet,
    Payment,
    Visit,
)
from .people import Country, Customer, Seller, SupportProfile, User

__all__ = [
    "Booking",
    "Category",
    "Country",
    "Customer",
    "Discount",
    "Event",
    "Folder",
    "IdempotentRequest",
    "Invoice",
    "Job",
    "Note",
    "Order",
    "OrderLine",
    "OrderQuerySet",
    "Payment",
    "Product",
    "Review",
    "Room",
    "Seller",
    "SupportProfile",
    "User",
    "Visit",
]
