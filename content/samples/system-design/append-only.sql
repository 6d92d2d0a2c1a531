CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;

CREATE TRIGGER append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON shop_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT INSERT, SELECT (id) ON shop_entry TO shop_app;
