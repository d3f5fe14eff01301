// Every page works without this file; it only spares a reload or a click.
import { tellLocalClock } from "./clock.js";
import { offerSimilar } from "./complete.js";
import { enhanceComposers } from "./composer.js";
import { focusFault } from "./focus.js";
import { offerLiveMaps } from "./live.js";
import { enhanceMenus } from "./menu.js";
import { enhancePasskeys } from "./passkey.js";
import { enhanceRegions } from "./regions.js";
import { enhanceSteps } from "./steps.js";
import { relativeTimes } from "./times.js";
import { enhanceTrays } from "./tray.js";
import { endUndo } from "./undo.js";
import { enhanceVotes } from "./vote.js";

focusFault();
enhanceMenus();
enhanceVotes();
enhanceComposers();
offerSimilar();
endUndo();
enhanceTrays();
enhanceSteps();
enhancePasskeys();
enhanceRegions();
offerLiveMaps();
relativeTimes();
tellLocalClock();
