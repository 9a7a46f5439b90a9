/** The form that the checkboxes of the list belong to; the bar below the list reads it. */
export const SELECTION_FORM = "order-selection";
