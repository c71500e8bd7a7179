/**
 * The backgrounds of partly completed cells, from 0 to 9 tenths. They are mixed so that the text on them has enough
 * contrast in the light and the dark color scheme.
 */
const PARTS = Array.from({ length: 10 }, (_, step) => {
  const share = step === 0 ? 0 : 6 + step * 5;
  return `.s${step}{background:color-mix(in oklab,var(--full) ${share}%,var(--none))}`;
});

/** The style sheet of the HTML report. */
export const STYLE = `
:root{color-scheme:light;--page:#fff;--ink:#1b2225;--soft:#566166;--line:#dce2e3;--none:#f1f4f4;--full:#0e6e64;--on-full:#fff}
@media screen and (prefers-color-scheme:dark){
:root{color-scheme:dark;--page:#111618;--ink:#e3e9ea;--soft:#9fabaf;--line:#2b3437;--none:#1c2326;--full:#55c2b2;--on-full:#06211d}
}
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
body{max-width:75rem;margin:0 auto;padding:3rem 1.5rem 2rem;overflow-wrap:anywhere}
h1{font-size:clamp(1.6rem,4vw,2.25rem);line-height:1.15;letter-spacing:-.02em;font-weight:600;margin:.25rem 0 1.75rem;text-wrap:balance}
h2{font-size:1.15rem;font-weight:600;letter-spacing:-.01em;margin:2.75rem 0 .5rem}
small{display:block;font-size:.8rem;font-weight:400;color:var(--soft);line-height:1.35}
.kicker,footer{color:var(--soft);font-size:.87rem;margin:0}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line)}
.totals{display:flex;flex-wrap:wrap;gap:1rem 3rem;margin:0 0 1.25rem}
.totals dt{color:var(--soft);font-size:.87rem}
.totals dd{margin:0;font-size:1.75rem;line-height:1.2;font-weight:600;letter-spacing:-.02em}
.totals dd span{font-size:1rem;font-weight:400;letter-spacing:0;color:var(--soft)}
.bar{display:block;width:100%;height:6px;border-radius:3px}
.bar .rail{fill:var(--line)}.bar .done{fill:var(--full)}
.levels,.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;margin:.9rem 0 0;padding:0;font-size:.87rem;color:var(--soft)}
.levels b{font-weight:600;color:var(--ink)}
.legend i{display:inline-block;width:1.5rem;height:.9rem;margin-right:.45rem;vertical-align:-.1rem;border-radius:3px}
.legend .s0{box-shadow:inset 0 0 0 1px var(--line)}
.scroll{position:relative;overflow-x:auto;overflow-wrap:normal}
.scroll:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid var(--full);outline-offset:2px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.93rem}
caption{text-align:left;color:var(--soft);padding-bottom:.6rem;font-size:.87rem}
th,td{text-align:left;vertical-align:middle;padding:.5rem .75rem;border-bottom:1px solid var(--line)}
thead th{vertical-align:bottom;font-size:.87rem;font-weight:600;padding-block:.35rem;white-space:nowrap}
thead .phase{width:6.5rem;min-width:6.5rem;white-space:normal;padding-inline:.4rem;text-align:center;overflow-wrap:anywhere}
.phase span{white-space:nowrap}
tbody th{min-width:15rem;font-weight:600;padding-left:0}
thead th:first-child{padding-left:0}
tbody th,td:last-child,details p{overflow-wrap:anywhere}
tbody th a{color:inherit;text-decoration-color:var(--soft);text-decoration-thickness:1px;text-underline-offset:.2em}
tbody th a:hover{text-decoration-color:var(--full);text-decoration-thickness:2px}
.number{text-align:right;white-space:nowrap}
.ready{display:block;font-size:.8rem;font-weight:600;color:var(--full)}
td time{white-space:nowrap}
td:last-child{min-width:9rem}
.heat{text-align:center;white-space:nowrap;border:1px solid var(--page);border-width:1px 2px;border-radius:5px;min-width:4rem}
.done{background:var(--full);color:var(--on-full);font-weight:600}
${PARTS.join('\n')}
.none,.absent,.off{color:var(--soft)}
.off{background:repeating-linear-gradient(135deg,var(--line) 0 1px,transparent 1px 7px)}
.now{box-shadow:inset 0 0 0 2px var(--ink);font-weight:600}
.legend .now{box-shadow:inset 0 0 0 2px var(--ink)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
details{border-top:1px solid var(--line);padding:.65rem 0}
details:last-of-type{border-bottom:1px solid var(--line)}
summary{cursor:pointer}
summary b{font-weight:600;margin-right:.6rem}
summary span,details p{color:var(--soft);font-size:.87rem}
details div{padding:.25rem 0 .4rem 1.1rem;scroll-margin-top:4rem}
details p{margin:0 0 .5rem}
details dl{display:grid;grid-template-columns:9rem 1fr;gap:.3rem 1rem;margin:0}
details dt{font-weight:600;font-size:.87rem;padding-top:.05rem}
details dd{margin:0}
details ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;margin:0;padding:0}
@media screen and (min-width:48rem){tbody th,thead th:first-child{position:sticky;left:0;background:var(--page);z-index:1}}
@media (max-width:34rem){body{padding:1.75rem 1rem}.totals{gap:.75rem 2rem}tbody th{min-width:11rem}details dl{grid-template-columns:1fr;gap:0}details dd{margin-bottom:.5rem}}
@page{size:A4;margin:14mm 12mm}
@media print{
html{font-size:11px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0}
.scroll{overflow:visible}
tr,details,.totals,.levels,.legend{break-inside:avoid}
summary,h2{break-after:avoid}
summary{list-style:none}
details::details-content{content-visibility:visible;block-size:auto;overflow:visible}
th,td{padding:.35rem .5rem}
tbody th{min-width:11rem}
thead .phase,.heat{min-width:0;width:6rem}
a{text-decoration:none}
}
`;
