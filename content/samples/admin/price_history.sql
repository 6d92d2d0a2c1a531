CREATE FUNCTION note_price() RETURNS trigger AS $$
BEGIN
  INSERT INTO shop_notedprice (product_id, old, new, actor)
  VALUES (
    OLD.id, OLD.price, NEW.price,
    coalesce(current_setting('shop.actor', true), '')
  );
  RETURN NULL;
END $$ LANGUAGE plpgsql;

CREATE TRIGGER note_price
AFTER UPDATE ON shop_product
FOR EACH ROW WHEN (OLD.price IS DISTINCT FROM NEW.price)
EXECUTE FUNCTION note_price();
