/** Name of the migrated database that every test's own is copied from. */
export const TEMPLATE = "quaynote_template";
