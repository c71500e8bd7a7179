import { parseMarkdown } from '../server/src/markdown/markdown.ts';
import { readOutline } from '../server/src/template/outline.ts';
import { designDoc, SERVICE } from './support/service.ts';
import { SEED } from './support/engine.ts';
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000};
const HEAD='# Payments\n\n<!-- Phase 0: Project Basics -->\n## Overview\n- Quality Level: production\n\n';
const kinds:Record<string,(n:number)=>string>={
 headings:(n)=>HEAD+Array.from({length:n},(_,i)=>`## Heading ${i}\n\nx\n\n`).join(''),
 sameheadings:(n)=>HEAD+'## Goals\n\nx\n\n'.repeat(n),
 nearheadings:(n)=>HEAD+Array.from({length:n},(_,i)=>`## Architectur ${i%10}\n\nx\n\n`).join(''),
 deepheadings:(n)=>HEAD+Array.from({length:n},(_,i)=>`${'#'.repeat(1+i%6)} Heading ${i}\n\nx\n\n`).join(''),
 markers:(n)=>HEAD+'<!-- Phase 1: Core Technical -->\n\n'.repeat(n),
 markedheadings:(n)=>HEAD+Array.from({length:n},(_,i)=>`<!-- Phase 1: Core Technical -->\n## Heading ${i}\n\nx\n\n`).join(''),
 comments:(n)=>HEAD+'<!-- x -->\n\n'.repeat(n),
 suppress:(n)=>HEAD+Array.from({length:n},(_,i)=>`<!-- design-docs-disable missing-section: x -->\n## Heading ${i}\n\nx\n\n`).join(''),
 items:(n)=>HEAD+'## Goals\n\n'+'- Reach 99 % of x: y\n'.repeat(n),
 components:(n)=>HEAD+'## Components\n\n'+Array.from({length:n},(_,i)=>`- **Name${i}:** uses Name${i+1}\n`).join(''),
 questions:(n)=>HEAD+'## Open Questions\n\n'+'- Who is it?\n'.repeat(n),
 links:(n)=>HEAD+'## Goals\n\n'+Array.from({length:n},(_,i)=>`See [a](#heading-${i}) and [b](x.md).\n\n`).join(''),
 table:(n)=>HEAD+'## Goals\n\n|a|b|\n|-|-|\n'+'|x|y|\n'.repeat(n),
 levels:(n)=>HEAD+'- Quality Level: secure\n'.repeat(n),
 placeholders:(n)=>HEAD+'## Goals\n\n'+'- TODO\n'.repeat(n),
 paragraph:(n)=>HEAD+'## Goals\n\n'+'some words of text\n'.repeat(n),
 line:(n)=>HEAD+'## Goals\n\n'+'some words of text '.repeat(n),
 seed:(n)=>SEED+'\n\n'+SEED.repeat(Math.ceil(n/200)),
 fm:(n)=>'---\n'+Array.from({length:n},(_,i)=>`key${i}: v\n`).join('')+'---\n'+HEAD,
 refs:(n)=>HEAD+Array.from({length:n},(_,i)=>`[a${i}]: #x\n`).join('\n')+'\n## Goals\n\n'+'- see [a1]\n'.repeat(n),
};
const only=process.argv[2]?.split(',');
const base=Number(process.argv[3]??4000);
for(const [name,make] of Object.entries(kinds)){ if(only&&!only.includes(name))continue;
 const rows:any={};
 for(const n of [base,base*2]){ const text=make(n);
  const steps:Record<string,()=>unknown>={};
  let c=cpu(); const md=parseMarkdown(text); (rows.parse??=[]).push(cpu()-c);
  c=cpu(); readOutline(md); (rows.outline??=[]).push(cpu()-c);
  const src=designDoc(text);
  c=cpu(); const rec=SERVICE.recognition(src).kind; (rows['bind']??=[]).push(cpu()-c);
  c=cpu(); const f=SERVICE.findings(src).length; (rows['findings']??=[]).push(cpu()-c);
  const off=Math.floor(text.length/2);
  for(const [k,run] of Object.entries({
    symbols:()=>SERVICE.documentSymbols(src), readiness:()=>SERVICE.readiness(src), next:()=>SERVICE.next(src), lens:()=>SERVICE.codeLenses(src), hl:()=>SERVICE.highlights(src), fold:()=>SERVICE.foldingRanges(src), sel:()=>SERVICE.selectionRanges(src,off), inlay:()=>SERVICE.inlayHints(src,{start:off,end:off+1000}),
    complete:()=>SERVICE.complete(src,text.length,undefined), hover:()=>SERVICE.hover(src,off), actions:()=>SERVICE.codeActions(src,{start:off,end:off}), explain:()=>SERVICE.explain(src),
    defs:()=>{const s={...src}; SERVICE.navigation([s] as any).symbols?.('')},
    fixall:()=>SERVICE.fixAll(src), sort:()=>SERVICE.sortSections(src),
  } as Record<string,()=>unknown>)){ if(process.argv[4]==='core')continue; c=cpu(); try{run();}catch(e){console.log(name,k,'THREW',String(e).slice(0,100))} (rows[k]??=[]).push(cpu()-c); }
  rows.kind=rec; rows.found=f;
 }
 console.log(name.padEnd(14),rows.kind,rows.found,Object.entries(rows).filter(([,v]:any)=>Array.isArray(v)&&v[1]>60).map(([k,v]:any)=>`${k} ${v[0]|0}→${v[1]|0} ×${(v[1]/v[0]).toFixed(1)}`).join('  '));
}
