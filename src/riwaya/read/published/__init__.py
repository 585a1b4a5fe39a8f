"""The day of publication: `decide` opens and weighs the text's own words beside the page's witnesses."""
