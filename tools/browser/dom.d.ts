/**
 * Names of the browser's own types that playwright-core's types speak of. The project is compiled without them, since
 * nothing of it runs in a browser; empty ones are enough for handles that tests pass along.
 */
interface Node {}
interface HTMLElement extends Node {}
interface SVGElement extends Node {}
interface HTMLElementTagNameMap {}
