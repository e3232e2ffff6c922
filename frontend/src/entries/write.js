// What the forms gain from a script: names as one types, dates as they are understood, files that are dropped, and
// long work watched. Everything works without: names are looked up when the form is sent.
import { watchDates } from "../lib/dates.js";
import { watchDrop } from "../lib/drop.js";
import { pickNames } from "../lib/names.js";
import { watchWork } from "../lib/work.js";

pickNames();
watchDates();
watchDrop();
watchWork();
document.getElementById("faults")?.focus();
