// What every page gains from a script: suggestions while one types, lists that change in place, dialogs, copying.
import { watchDialogs } from "../lib/dialogs.js";
import { watchLists } from "../lib/lists.js";
import { watchMenus } from "../lib/menus.js";
import { suggest } from "../lib/suggest.js";

document.documentElement.classList.add("scripted");
for (const form of document.querySelectorAll("form[data-suggest]")) suggest(form);
watchLists();
watchDialogs();
watchMenus();
