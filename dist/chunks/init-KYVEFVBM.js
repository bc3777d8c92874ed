import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{H as Ur,I as Jr,W as Vr,X as Br,c as ht,d as yt,e as Gr,f as _e,g as Rr,h as wt,i as kt,j as Dr,ja as qr,k as Ie,ka as Kr,l as Hr,m as bt,n as St,o as Pt,p as U,q as $t,r as Ne,s as xt,t as Lr,ya as Yr,za as zr}from"./chunk-Z5MYDIPB.js";import"./chunk-2ANC7DBF.js";import{a as Te,b as Cr,l as jr,m as Mr,w as Qr,x as Xr}from"./chunk-5HU5E6A4.js";import"./chunk-VRD7DR77.js";import{$ as ns,C as _r,D as Ir,R as Zr,S as es,_ as ts,ha as os,ia as rs,ua as ss,va as is}from"./chunk-AVKVKMSD.js";import{c as at,ca as as,d as Pr,da as Ce,e as D,f as ct,fa as cs,ga as ls,h as $r,r as I,s as ee}from"./chunk-EE3ODUR2.js";import{ab as Fe,db as Wr}from"./chunk-SWQXL4GH.js";import{C as ot,D as br,b as Pe,e as yr,f as $e,g as wr,ja as it,k as R,kd as Ae,l as xe,la as Sr,ld as Nr,t as nt,z as kr}from"./chunk-K5F5DWXT.js";import{K as Q,L as X,M as Z,N as ft}from"./chunk-XOIQ64B7.js";import{J as mt,K as Ar}from"./chunk-TXKKYS7W.js";import{Aa as z,Ba as st,Da as Oe,La as ve,Na as xr,Qb as dt,Rb as ut,Tc as pt,Ub as vr,Uc as Er,Ya as lt,Za as Or,b as l,f as S,je as Ee,ke as Tr,l as g,n as W,uf as gt,wa as rt,wf as Fr,ya as Y}from"./chunk-76FNIX4N.js";async function Et(e,{changes:t,places:n}){let o=await e.alone(async()=>{for(let d of n)await e.removeRests(d);let s=await Promise.all(t.map(({place:d})=>e.read(d))),i=t.filter(({after:d},p)=>!vt(s[p],d)),a=i.filter(d=>!vt(s[t.indexOf(d)],d.before));return a.length>0?Ot(a):Ot(await ds(e,i))}),r=o.kind==="busy"?[g("setup-busy",{})]:o.value;return r.length===0?{ok:!0,value:void 0,warnings:[]}:{ok:!1,problems:r}}async function ds(e,t){let n=[];for(let o of t){let{place:r,before:s,after:i}=o;(i===void 0?await e.remove(r,s):await e.write(r,{before:s,after:i}))||n.push(o)}return n}var Ot,vt,At=l(()=>{"use strict";W();Ot=e=>e.length===0?[]:[g("setup-moved",{paths:e.map(({place:t})=>t.path)})],vt=(e,t)=>t===void 0?e?.kind==="absent":e?.kind==="file"&&Buffer.compare(e.bytes,Buffer.from(t))===0});function Ft(e,{at:t,value:n,list:o}){let r=J(e);if(r===void 0)return;let s=r,i=0;for(;i<t.length;i++){let p=X(r,t.slice(0,i+1));if(p===void 0)break;if(p.type!==(i+1<t.length?"object":o?"array":void 0))return;s=p}let a={text:e,holder:s,rest:t.slice(i),value:n,list:o};return!e.slice(s.offset,s.offset+s.length).includes(`
`)?us(a):ps(a)}function us({text:e,holder:t,rest:n,value:o,list:r}){let s=JSON.stringify(o),[i,...a]=n,d=r&&n.length>0?`[ ${s} ]`:s,p=a.reduceRight((b,f)=>`{ ${JSON.stringify(f)}: ${b} }`,d),y=i===void 0?s:`${JSON.stringify(i)}: ${p}`,m=t.children?.at(-1);return _t({text:e,holder:t,last:m},`${m===void 0?"":", "}${y}`)}function ps({text:e,holder:t,rest:n,value:o,list:r}){let[,s="  "]=/\n([ \t]+)\S/.exec(e)??[],i=e.includes(`\r
`)?`\r
`:`
`,a=t.children?.at(-1),d=a===void 0?`${Tt(e,t.offset)}${s}`:Tt(e,a.offset),[p,...y]=n,m=r&&n.length>0?[o]:o,b=y.reduceRight((gr,hr)=>({[hr]:gr}),m),f=JSON.stringify(b,null,s).replaceAll(`
`,`${i}${d}`),M=`${i}${d}${p===void 0?f:`${JSON.stringify(p)}: ${f}`}`,G=a===void 0?0:a.offset+a.length,[Se]=a===void 0?[]:ms.exec(e.slice(G))??[];return Se===void 0?_t({text:e,holder:t,last:a},`${a===void 0?"":","}${M}`):`${e.slice(0,G)},${Se}${M}${e.slice(G+Se.length)}`}function _t({text:e,holder:t,last:n},o){let r=n===void 0?t.offset+1:n.offset+n.length;return`${e.slice(0,r)}${o}${e.slice(r)}`}function Nt(e,t){let n=t.parent;if(n===void 0||n.children?.length!==1||n.parent===void 0)return t;let o=fs(e,t,n);return o===""||/[^\s,]/.test(o)?t:Nt(e,It(n))}function Ct(e,t){let n=Nt(e,t.parent?.type==="property"?It(t):t),o=n.parent,r=o?.children??[],s=r[r.indexOf(n)-1],i=r[r.indexOf(n)+1],a=n.offset+n.length;if(s!==void 0){let f=s.offset+s.length;return e.slice(0,f)+gs(e.slice(f,n.offset))+e.slice(a)}if(i!==void 0)return e.slice(0,n.offset)+hs(e.slice(a,i.offset))+e.slice(i.offset);if(o===void 0)return e.slice(0,n.offset)+e.slice(a);let[d,p]=[o.offset+1,o.offset+o.length-1],[y,m]=[e.slice(d,n.offset),e.slice(a,p)],b=`${y}${m}`.replace(",","").trim()==="";return e.slice(0,d)+(b?"":y.trimEnd()+m)+e.slice(p)}function gs(e){let t=e.replace(",","");return t.trim()===""?"":t.replace(/\r?\n?[ \t]*$/,"")}var J,ms,Tt,It,fs,hs,jt=l(()=>{"use strict";ft();J=e=>Q(e,[],{allowTrailingComma:!0});ms=/^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)(?=\r?\n)/;Tt=(e,t)=>/^[ \t]*/.exec(e.slice(e.lastIndexOf(`
`,t-1)+1,t))?.[0]??"",It=e=>e.parent?.type==="property"?e.parent:e;fs=(e,t,n)=>e.slice(n.offset+1,t.offset)+e.slice(t.offset+t.length,n.offset+n.length-1);hs=e=>e.replace(",","").trimStart()});function Rt(e,t){let{entries:n}=e;if(t===void 0)return{kind:"change",before:void 0,after:Gt(Mt,n)??""};let[o,r]=Ht(t);if(!Ut(r))return{kind:"kept",why:"not-json"};if(Vt(r,n))return{kind:"kept",why:"edited"};let s=n.filter(p=>!bs(r,p));if(s.length===0)return{kind:"same"};let i=te(r,s),a=te(r,n),d=Gt(Lt(r,i)?Mt:i,s);return d===void 0?{kind:"kept",why:"not-json"}:te(d,n)===a?{kind:"change",before:t,after:o+d}:{kind:"kept",why:"would-lose"}}function Dt({entries:e},t){if(t===void 0)return{kind:"same"};let[n,o]=Ht(t);if(!Ut(o))return t.includes("agentic-plan")?{kind:"kept",why:"not-json"}:{kind:"same"};if(Vt(o,e))return{kind:"kept",why:"edited"};let r=te(o,e);if(r===o)return{kind:"same"};let s=n===""&&Lt(o,r);return{kind:"change",before:t,after:s?void 0:n+r}}function Ut(e){if(ks(e))return!1;let t=[],n=Q(e,t,{allowTrailingComma:!0});return n?.type==="object"&&t.length===0&&!Jt(n)}function ks(e){let t=0;for(let[n]of e.matchAll(/[[\]{}]/g))if(t+=n==="["||n==="{"?1:-1,t>ws)return!0;return!1}function Jt(e){let t=e.children??[],n=e.type==="object"?t.map(o=>o.children?.[0]?.value):[];return new Set(n).size<n.length||t.some(Jt)}function je(e,{at:t,list:n,mark:o}){let r=e===void 0?void 0:X(e,[...t]);return r===void 0?[]:(n?r.type==="array"?r.children??[]:[]:[r]).filter(i=>JSON.stringify(Z(i)).includes(o))}function Vt(e,t){let n=J(e);return t.some(o=>je(n,o).some(r=>{let s=Z(r);return![o.value,...o.otherValues??[]].some(i=>_e(i,s))}))}function Gt(e,t){let n=e;for(let o of t)n=n===void 0?void 0:Ft(n,o);return n}function te(e,t){let n=e;for(let o of t)for(let r=Wt(n,o);r!==void 0;r=Wt(n,o))n=Ct(n,r);return n}var Mt,ys,Ht,Lt,ws,bs,Wt,Bt=l(()=>{"use strict";ft();jt();Rr();Mt=`{
}
`,ys=`{}
`;Ht=e=>e.startsWith("\uFEFF")?["\uFEFF",e.slice(1)]:["",e],Lt=(e,t)=>t===ys&&e.startsWith(`{
`);ws=200;bs=(e,t)=>{let n=je(J(e),t);return n.length===1&&n.every(o=>_e(Z(o),t.value))};Wt=(e,t)=>je(J(e),t)[0]});function Ss(e){return e.kind==="refused"?e.why==="too-large":e.kind==="file"&&Buffer.from(e.bytes).includes("agentic-plan")}function Kt(e,t){switch(e.kind){case"absent":return t(void 0);case"refused":return{kind:"kept",why:e.why};case"file":{let n=Ps(e.bytes),o=n===void 0?{kind:"kept",why:"not-text"}:t(n);return o.kind==="change"&&e.locked!==void 0?{kind:"kept",why:e.locked}:o}}}function Ps(e){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(e)}catch{return}}var ne,qt,Me=l(()=>{"use strict";Bt();Dr();Gr();ne=(e,t)=>Kt(t,n=>e.kind==="entries"?Rt(e,n):e.kind==="whole"?ht(e,n):wt(e,n)),qt=(e,t)=>Ss(t)?Kt(t,n=>e.kind==="entries"?Dt(e,n):e.kind==="whole"?yt(e,n):kt(e,n)):{kind:"same"}});async function Qt(e,t){let n=await Promise.all(e.map(async o=>({place:o,...await t(o)})));return{places:e,changes:n.flatMap(o=>o.kind==="change"?[{place:o.place,before:o.before,after:o.after}]:[]),kept:n.flatMap(o=>{if(o.kind!=="kept")return[];let{kind:r,...s}=o;return[s]})}}var Yt,zt,Xt=l(()=>{"use strict";Me();Yt=(e,t)=>Qt(t,async n=>ne(n,await e.read(n))),zt=async(e,t)=>{let n=await Qt(t,async o=>qt(o,await e.read(o)));return{...n,changes:n.changes.toReversed()}}});function tn(e){switch(e.in){case"path":return Zt;case"root":return e.linked?Ge[e.manager]:en;case"folder":{let t=`${e.folder}/${V}`;return{words:[t],bin:t}}}}function We({files:e},t){let n=$s.map(e);return e(t).map((o,r)=>{if(o.kind!=="entries")return o;let s=n.flatMap(a=>{let d=a[r];return d?.kind==="entries"?[d]:[]}),i=o.entries.map((a,d)=>({...a,otherValues:s.flatMap(p=>p.entries[d]?.value??[])}));return{...o,entries:i}})}function H(e,t={}){let[n,...o]=B(e);return{at:["mcpServers","agentic-plan"],value:{command:n,args:o,...t},mark:'"mcp"'}}var V,Zt,Ge,en,$s,nn,xs,v,N,$,B,P,x,O=l(()=>{"use strict";V="node_modules/.bin/agentic-plan",Zt={words:["agentic-plan"]},Ge={npm:{words:["npx","--no-install","agentic-plan"],bin:V},pnpm:{words:["pnpm","exec","agentic-plan"],bin:V},yarn:{words:["yarn","run","agentic-plan"],bin:V},bun:{words:["bun","run","agentic-plan"],bin:V}},en={words:Ge.yarn.words};$s=[Zt,...Object.values(Ge),en];nn="hook agent",xs=`agentic-plan ${nn}`,v=10,N=({words:e,bin:t},n,o)=>`${t===void 0?e.join(" "):`${o===void 0?"":`"${o}"/`}${t}`} ${nn} ${n}`,$=({words:e})=>e.join(" "),B=({words:e,bin:t})=>t!==void 0&&["yarn","bun"].includes(e[0])?[t,"mcp"]:[...e,"mcp"],P=(e,t)=>({path:e,in:"checkout",kind:"entries",entries:t}),x=(e,t)=>({at:["hooks",e],value:t,list:!0,mark:xs})});function an(e,t){let[n,o]=[sn(e.before),sn(e.after)],[r,s]=Os(n,o),i=Math.max(0,r-on),a=Math.min(on,s),[d,p]=[n.length-s,o.length-s],y=m=>`${m+a===0?0:i+1},${m+a-i}`;return[t.strong(`--- ${rn("a",e.path,e.before)}`),t.strong(`+++ ${rn("b",e.path,e.after)}`),`@@ -${y(d)} +${y(p)} @@`,...n.slice(i,r).map(m=>` ${oe(m)}`),...n.slice(r,d).map(m=>t.bad(`-${oe(m)}`)),...o.slice(r,p).map(m=>`+${oe(m)}`),...o.slice(p,p+a).map(m=>` ${oe(m)}`),""].join(`
`)}function Os(e,t){let n=Math.min(e.length,t.length),o=0;for(;o<n&&e[o]===t[o];)o++;let r=0;for(;r<n-o&&e.at(-1-r)===t.at(-1-r);)r++;return[o,r]}var on,rn,oe,sn,cn=l(()=>{"use strict";yr();on=3;rn=(e,t,n)=>n===void 0?"/dev/null":`${e}/${Pe(t)}`,oe=e=>Pe(e.replace(/\r?\n$/,"")),sn=e=>e?.match(/[^\n]*\n|[^\n]+$/g)??[]});function dn({outcome:e,undo:t,changes:n,todo:o,command:r}){switch(e){case"nothing-to-do":return t?`nothing of init is here
`:`nothing to do: all of it is there already
`;case"kept":case"declined":return`nothing was written
`;case"shown":return`nothing was written; --yes writes it
`;case"written":return[`${t?"taken back":"written"}: ${ot(n.length,"file")}`,...t?[]:[...vs(n,r),...De("next",o)],""].join(`
`)}}function vs(e,t){let n=i=>e.filter(i).map(({path:a})=>R(a)).join(" "),o=n(Re),r=n(i=>i.in==="checkout"&&!Re(i)),s=n(i=>i.in==="git-folder");return[...De("commit",o===""?[]:[o]),...De("not",[...s===""?[]:[`${s}: this clone\u2019s alone; each clone calls ${t} init hooks`],...r===""?[]:[`${r}: git ignores them here; each clone calls ${t} init`]])]}function pn(e){let t=e.flatMap(({lines:n})=>n===void 0||He(n)?[]:[n]);return[...new Set(t)].map(n=>`
${n.replaceAll(/^(?=.)/gm,"    ")}
`).join("")}var ln,Re,De,un,He,mn=l(()=>{"use strict";br();Sr();xe();ln="Write this? [y/N] ";Re=e=>e.in==="checkout"&&e.isIgnored!==!0,De=(e,t)=>t.map((n,o)=>`${(o===0?e:"").padEnd(8)}${n}`),un=e=>({version:1,command:"init",outcome:e.outcome,changed:e.outcome==="written",files:e.changes.map(t=>({path:t.path,commit:Re(t),does:t.before===void 0?"made":t.after===void 0?"removed":"changed",text:t.after??null})),todo:e.outcome==="written"&&!e.undo?e.todo:[],next:[],problems:it(e.kept,e.given)}),He=e=>!e.trimEnd().includes(`
`)});import{createInterface as Es}from"node:readline/promises";async function Le(e,t){let n=Es({input:process.stdin,output:process.stderr}),o=new Promise(r=>n.once("close",()=>r("")));try{let r=await Promise.race([n.question(e,{signal:t}),o]);return/^\s*y(es)?\s*$/i.test(r)}catch{return!1}finally{n.close()}}var fn=l(()=>{"use strict"});import{access as As,constants as Ts,lstat as Fs,readFile as _s,realpath as re}from"node:fs/promises";import{dirname as se,join as gn,relative as hn,sep as Ue}from"node:path";async function Je(e,t){let n=await Ve(t);if(n==="in-the-way")return{kind:"refused",why:"not-regular"};if(!await Ms(e,se(t)))return{kind:"refused",why:"outside"};if(n===void 0)return await wn(e,se(t))?{kind:"absent"}:{kind:"refused",why:"folder-read-only"};if(n.isSymbolicLink())return{kind:"refused",why:"not-regular",...await Cs(e,t)};if(!n.isFile())return{kind:"refused",why:"not-regular"};if(n.size>Is)return{kind:"refused",why:"too-large"};let o=await js(e,t,n),r=process.platform==="win32"||(n.mode&Ns)!==0;return{kind:"file",bytes:await _s(t),isExecutable:r,...o&&{locked:o}}}async function Cs(e,t){let[n,o]=await Promise.all([re(e),re(t).catch(()=>{})]);return o?.startsWith(n+Ue)?{leadsTo:hn(n,o).split(Ue).join("/")}:{}}async function js(e,t,n){let o=process.geteuid?.();return o!==void 0&&o!==0&&n.uid!==o?"other-owner":n.nlink>1?"hard-link":(n.mode&yn)===0||!await kn(t)?"read-only":await wn(e,se(t))?void 0:"folder-read-only"}async function wn(e,t){for(let n=t;;n=se(n)){let o=await Ve(n);if(!(o===void 0&&n!==e))return typeof o!="object"||!o.isDirectory()?!0:process.platform==="win32"||(o.mode&yn)!==0&&kn(n)}}async function Ve(e){try{return await Fs(e)}catch(t){let n=t instanceof Error&&"code"in t?t.code:void 0;if(n==="ENOENT")return;if(n==="ENOTDIR")return"in-the-way";throw t}}async function Ms(e,t){let n=hn(e,t),o=await re(e),r=e;for(let s of n===""?[]:n.split(Ue)){if(r=gn(r,s),o=gn(o,s),await Ve(r)===void 0)return!0;if(await re(r)!==o)return!1}return!0}var Is,yn,Ns,kn,bn=l(()=>{"use strict";Is=4e6,yn=146,Ns=73;kn=e=>As(e,Ts.W_OK).then(()=>!0,()=>!1)});import{lstat as Gs,readdir as Ws,rmdir as Rs,unlink as Sn}from"node:fs/promises";import{dirname as q,join as Be,sep as Ds}from"node:path";function Pn(e){let t=r=>r.in==="checkout"?e.root:e.gitFolder,n=r=>Be(t(r),...r.path.split("/")),o=async(r,s)=>{let i=await Je(t(r),n(r));return s===void 0?i.kind==="absent":i.kind==="file"&&Buffer.compare(i.bytes,Buffer.from(s))===0};return{read:r=>Je(t(r),n(r)),async write(r,{before:s,after:i}){let a={...await Js(n(r),r),mayReplace:()=>o(r,s)};return dt(n(r),i,a)},async remove(r,s){return await o(r,s)?(await Sn(n(r)),r.in==="checkout"&&await $n(q(n(r)),e.root),!0):!1},removeRests:r=>Vs(n(r),t(r)),async alone(r){let s=Be(e.gitFolder,"agentic-plan-init.lock"),i=await pt({path:s,timeoutMs:Hs},r);return i.kind==="done"?i:{kind:"busy"}}}}async function Js(e,{executable:t}){let n=await Gs(e).catch(()=>{});return n!==void 0?{mode:n.mode&511,owner:{uid:n.uid,gid:n.gid}}:{mode:(t?Us:Ls)&~process.umask()}}async function Vs(e,t){let o=(await Ws(q(e)).catch(()=>[])).filter(r=>ut(e,r));for(let r of o)await Sn(Be(q(e),r));o.length>0&&await $n(q(e),t)}async function $n(e,t){for(let n=e;n!==t&&n.startsWith(t+Ds);n=q(n))try{await Rs(n)}catch{return}}var Hs,Ls,Us,xn=l(()=>{"use strict";vr();Er();bn();Hs=5e3,Ls=420,Us=493});var On,ie=l(()=>{"use strict";Hr();Cr();fn();xn();Wr();Nr();On=({topLevel:e,commonDir:t})=>e===void 0?void 0:Pn({root:e,gitFolder:t})});function vn(e,t){let{ci:n,without:o,undo:r}=t.options,s=[...t.operands,...typeof n=="string"?[n]:[]],i=Array.isArray(o)?o.map(String):[],a=e.map(({name:f})=>f),d=e.filter(({isCiHost:f})=>f).map(({name:f})=>f),p=[...typeof n=="string"&&!d.includes(n)?[g("unknown-ci-host",{name:n,known:d})]:[],...[...t.operands,...i].filter(f=>!a.includes(f)).map(f=>g("unknown-part",{name:f,known:a}))];if(p.length>0)return{ok:!1,problems:p};let m=e.filter(({name:f,byDefault:M})=>s.length>0?s.includes(f):M||r===!0).filter(({name:f})=>!i.includes(f));if(m.length===0)return{ok:!1,problems:[g("no-part",{known:a})]};let b=m.some(({isCiHost:f})=>f)?[]:qs(t,d);return b.length>0?{ok:!1,problems:b}:{ok:!0,value:m,warnings:[]}}function qs({options:e},t){let n=`agentic-plan init --ci ${t[0]}`;return Bs.filter(o=>e[o]!==void 0).map(o=>g("usage",{message:`--${o} is of the workflow that --ci writes; nothing was written`,remedy:`${n} --${o} ${R(String(e[o]))}`}))}var Bs,En=l(()=>{"use strict";W();xe();Bs=["waves","action"]});var Ks,Tn,An,Fn=l(()=>{"use strict";O();Ks="Edit|Write|MultiEdit|NotebookEdit|Bash",Tn={name:"claude",program:"claude",does:"sessions of Claude Code: hooks and tools",source:"https://code.claude.com/docs/en/hooks",files:e=>{let n=[{type:"command",command:N(e,"claude","$CLAUDE_PROJECT_DIR"),timeout:v}],o={matcher:Ks,hooks:n};return[P(".claude/settings.json",[x("PreToolUse",o),x("PostToolUse",o),...["SessionStart","UserPromptSubmit","SessionEnd"].map(r=>x(r,{hooks:n})),An(`Bash(${$(e)}:*)`,"agentic-plan:*)"),An("mcp__agentic-plan"),{at:["enabledMcpjsonServers"],value:"agentic-plan",list:!0,mark:"agentic-plan"}]),P(".mcp.json",[H(e)])]},trust:"claude asks once whether you trust this folder; its hooks run from then on"},An=(e,t=e)=>({at:["permissions","allow"],value:e,list:!0,mark:t})});var Ys,zs,_n,In=l(()=>{"use strict";O();Ys=["PreToolUse","PostToolUse","SessionStart","UserPromptSubmit","SessionEnd"],zs=["AGENTIC_HOLDER","AGENTIC_CLAIM","AGENTIC_DIR","AGENTIC_PATHS","AGENTIC_PROMPT"],_n={name:"codex",program:"codex",does:"sessions of Codex: hooks and tools",source:"https://developers.openai.com/codex/config-reference",files:e=>{let t=[{type:"command",command:N(e,"codex"),timeout:v}],[n,...o]=B(e);return[P(".codex/hooks.json",Ys.map(r=>x(r,{hooks:t}))),{path:".codex/config.toml",in:"checkout",kind:"block",comments:"#",way:{reader:"toml",pasted:"[mcp_servers.agentic-plan]"},body:["[mcp_servers.agentic-plan]",`command = ${JSON.stringify(n)}`,`args = ${JSON.stringify(o)}`,`env_vars = ${JSON.stringify(zs)}`,'default_tools_approval_mode = "approve"',""].join(`
`)}]},trust:"codex asks once whether you trust this project and its hooks: say yes to both, else neither hooks nor tools run"}});var Qs,Nn,Cn=l(()=>{"use strict";O();Qs=["preToolUse","postToolUse","sessionStart","userPromptSubmitted","sessionEnd"],Nn={name:"copilot",program:"copilot",does:"sessions of Copilot CLI: hooks and tools",source:"https://docs.github.com/en/copilot/concepts/agents/coding-agent/about-hooks",files:e=>[P(".github/hooks/agentic-plan.json",[{at:["version"],value:1,mark:"1"},...Qs.map(t=>x(t,{type:"command",bash:N(e,`copilot ${t}`),timeoutSec:v}))]),P(".github/mcp.json",[H(e)])],trust:"copilot asks once whether you trust this folder (--trust-folder); without it, it passes over hooks and tools in silence"}});var Xs,jn,Mn=l(()=>{"use strict";O();Xs="write_file|replace|run_shell_command",jn={name:"gemini",program:"gemini",does:"sessions of Gemini CLI: hooks and tools",source:"https://geminicli.com/docs/hooks/",files:e=>{let t=[{name:"agentic-plan",type:"command",command:N(e,"gemini"),timeout:v*1e3}];return[P(".gemini/settings.json",[...["BeforeTool","AfterTool"].map(n=>x(n,{matcher:Xs,hooks:t})),...["SessionStart","BeforeAgent","SessionEnd"].map(n=>x(n,{matcher:"*",hooks:t})),H(e,{trust:!0})])]},trust:"gemini asks once whether you trust this folder (GEMINI_CLI_TRUST_WORKSPACE=true where nobody can be asked)"}});var Gn,Zs,qe,Wn=l(()=>{"use strict";O();Gn={name:"opencode",program:"opencode",does:"sessions of opencode: a plugin and tools",source:"https://opencode.ai/docs/plugins/",otherNames:{"opencode.json":["opencode.jsonc",".opencode/opencode.json",".opencode/opencode.jsonc"]},files:e=>[{path:".opencode/plugins/agentic-plan.js",in:"checkout",kind:"whole",comments:"//",body:Zs(e)},P("opencode.json",[{at:["mcp","agentic-plan"],value:{type:"local",command:B(e),enabled:!0},mark:'"mcp"'}])],trust:"opencode asks nothing: its plugins run at once"},Zs=({words:[e,...t],bin:n})=>`// Before an edit this asks agentic-plan, which claims the file on the way or says who has it. Where it does not answer, the edit goes on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const AgenticPlan = async ({ directory, worktree }) => {
  const program = ${n===void 0?qe(e):`join(worktree ?? directory, ${qe(n)})`};
  const parents = new Map(); // a session that another one has started works for that one
  // "agentic-plan doctor" wants to hear of what else would be silence
  const silent = (reason) => (process.env.AGENTIC_PLAN_DOCTOR ? { decision: 'deny', reason } : {});
  const sessionOf = (id) => (parents.has(id) ? sessionOf(parents.get(id)) : id);
  const ask = (event, session, more) =>
    new Promise((resolve) => {
      const child = spawn(program, [${[...n===void 0?t:[],"hook","agent","opencode"].map(qe).join(", ")}], {
        cwd: directory,
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: ${v*1e3},
      });
      let said = '';
      child.stdout.on('data', (chunk) => { said += chunk; });
      child.on('error', (error) => resolve(silent(error.message)));
      child.stdin.on('error', () => {});
      child.on('close', (code) => {
        if (code !== 0) return resolve(silent(\`exit code \${code}\`));
        try { resolve(said === '' ? {} : JSON.parse(said)); } catch { resolve(silent('no JSON')); }
      });
      const call = { dialect: 'plugin', agent: 'opencode', hook_event_name: event, session_id: sessionOf(session), cwd: directory };
      child.stdin.end(JSON.stringify({ ...call, ...more }));
    });
  return {
    'tool.execute.before': async ({ tool, sessionID, callID }, { args }) => {
      const { decision, reason } = await ask('PreToolUse', sessionID, { tool_name: tool, tool_use_id: callID, tool_input: args });
      if (decision === 'deny') throw new Error(reason);
    },
    'tool.execute.after': async ({ tool, sessionID, callID, args }, output) => {
      const { context } = await ask('PostToolUse', sessionID, { tool_name: tool, tool_use_id: callID, tool_input: args ?? {} });
      if (context) output.output = \`\${output.output}\\n\\n\${context}\`;
    },
    event: async ({ event }) => {
      const info = event.properties?.info;
      if (event.type === 'session.created' && info?.parentID) parents.set(info.id, info.parentID);
      else if (event.type === 'session.created' && info?.id) await ask('SessionStart', info.id, {});
      else if (event.type === 'session.deleted' && info?.id) await ask('SessionEnd', info.id, {});
    },
  };
};
`,qe=e=>`'${e.replaceAll(/['\\]/g,"\\$&")}'`});async function Dn(e){let t=await Fe({executables:Y,env:e.context.env}),n=await e.workspace.settings(I(e.input)),o=n.ok?ei(n.value):[];return Y.filter(r=>t.includes(r)||o.includes(r))}async function w({files:e},t){let n=await e.read({path:t,in:"checkout"});return n.kind==="file"?Buffer.from(n.bytes).toString("utf8"):void 0}var Rn,ei,F=l(()=>{"use strict";Oe();ee();ie();Rn=({input:e},t)=>e.operands.includes(t);ei=({agents:e})=>e.flatMap(({preset:t})=>Y.filter(n=>z(n)===t))});async function ni({files:e},t){let n=await Promise.all(t.map(o=>e.read({path:o,in:"checkout"})));return t.find((o,r)=>n[r]?.kind!=="absent")??t[0]}var ti,Hn,Ln,Un,Jn=l(()=>{"use strict";O();Fn();In();Cn();Mn();Wn();F();ti=e=>({name:e.name,does:e.does,source:e.source,byDefault:!0,async places(t){return We(e,await t.ownProgram()).flatMap(o=>Hn(e,o.path).map(r=>({...o,path:r})))},async compose(t){let o=(await Ln(t,e)?We(e,await t.ownProgram()):[]).map(async r=>({...r,path:await ni(t,Hn(e,r.path))}));return{ok:!0,value:await Promise.all(o),warnings:[]}},async todo(t){return await Ln(t,e)?[e.trust]:[]}}),Hn=({otherNames:e={}},t)=>[t,...e[t]??[]];Ln=async(e,{name:t,program:n})=>Rn(e,t)||(await e.programsAtHand()).includes(n),Un=[Tn,_n,jn,Nn,Gn].map(ti)});function ce(e){let t=L(e.get("package.json")).packageManager,[,n]=/^(npm|pnpm|yarn|bun)@/.exec(typeof t=="string"?t:"")??[];return oi.find(({name:r,files:s})=>r===n||n===void 0&&s.some(i=>e.has(i)))?.name??"npm"}function L(e){try{let t=JSON.parse((e??"").replace(/^\uFEFF/,""));return typeof t=="object"&&t!==null?t:{}}catch{return{}}}var ae,oi,Ke,Ye=l(()=>{"use strict";ae=["package.json","pnpm-lock.yaml","pnpm-workspace.yaml","yarn.lock","bun.lock","bun.lockb"];oi=[{name:"npm",files:[]},{name:"pnpm",files:["pnpm-lock.yaml","pnpm-workspace.yaml"]},{name:"yarn",files:["yarn.lock"]},{name:"bun",files:["bun.lock","bun.lockb"]}];Ke=(e,t)=>[e.dependencies,e.devDependencies,e.optionalDependencies].some(n=>typeof n=="object"&&n!==null&&Object.hasOwn(n,t))});function Kn(e){for(let t of ri){let n=t(e);if(n!==void 0)return n}}function h(e,t){return n=>e.some(o=>n.has(o))?t:void 0}function C(e,t,n){return o=>e.some(r=>t.test(o.get(r)??""))?n:void 0}function si(e){let t=L(e.get("package.json")),n=typeof t.scripts=="object"&&t.scripts!==null?t.scripts:{},o="test"in n?n.test:void 0,r=ce(e);if(typeof o=="string"&&!o.includes("no test specified"))return r==="bun"?"bun run test":`${r} test`;if(r==="pnpm"&&e.has("pnpm-workspace.yaml"))return"pnpm -r --if-present test";if(r==="npm"&&Array.isArray(t.workspaces))return"npm test --workspaces --if-present"}function ii(e){let t=e.get("pyproject.toml")??"";if(e.has("tox.ini")||/^\[tool\.tox\b/m.test(t))return"tox";if(e.has("noxfile.py"))return"nox";let n=e.has("uv.lock")?"uv run ":e.has("poetry.lock")?"poetry run ":"";return e.has("manage.py")&&!Vn(e)?`${n}python manage.py test`:Vn(e)?`${n}${n===""?"python -m ":""}pytest`:void 0}var Bn,qn,ri,Vn,ai,Yn=l(()=>{"use strict";Ye();Bn=[...ae,"deno.json","deno.jsonc","Cargo.toml","go.mod","pyproject.toml","uv.lock","poetry.lock","tox.ini","noxfile.py","pytest.ini","setup.cfg","manage.py","conftest.py","requirements-dev.txt","requirements.txt","mvnw","pom.xml","gradlew","build.gradle","build.gradle.kts","build.sbt","composer.json","phpunit.xml","phpunit.xml.dist","Gemfile","Rakefile","mix.exs","global.json","Directory.Build.props","Package.swift","pubspec.yaml","stack.yaml","dune-project","rebar.config","build.zig","MODULE.bazel","justfile","Justfile","Taskfile.yml","Taskfile.yaml","Makefile","makefile","GNUmakefile"],qn=[".sln",".slnx",".csproj",".fsproj",".cabal"];ri=[si,h(["deno.json","deno.jsonc"],"deno test"),h(["Cargo.toml"],"cargo test"),h(["go.mod"],"go test ./..."),ii,h(["mvnw"],"./mvnw -q verify"),h(["pom.xml"],"mvn -q verify"),h(["gradlew"],"./gradlew check"),h(["build.gradle","build.gradle.kts"],"gradle check"),h(["build.sbt"],"sbt test"),C(["composer.json"],/"test"\s*:/,"composer test"),h(["phpunit.xml","phpunit.xml.dist"],"vendor/bin/phpunit"),C(["Gemfile"],/\brspec\b/,"bundle exec rspec"),e=>e.has("Gemfile")&&/\b(?:test|spec)\b/i.test(e.get("Rakefile")??"")?"bundle exec rake":void 0,h(["mix.exs"],"mix test"),e=>[...e.keys()].some(ai)?"dotnet test":void 0,h(["Package.swift"],"swift test"),C(["pubspec.yaml"],/^\s+flutter\s*:/m,"flutter test"),h(["pubspec.yaml"],"dart test"),h(["stack.yaml"],"stack test"),e=>[...e.keys()].some(t=>t.endsWith(".cabal"))?"cabal test":void 0,h(["dune-project"],"dune test"),h(["rebar.config"],"rebar3 eunit"),h(["build.zig"],"zig build test"),h(["MODULE.bazel"],"bazel test //..."),C(["justfile","Justfile"],/^@?test\b[^=\n]*:(?!=)/m,"just test"),C(["Taskfile.yml","Taskfile.yaml"],/^ +['"]?test['"]?\s*:/m,"task test"),C(["Makefile","makefile","GNUmakefile"],/^test\s*::?(?!=)/m,"make test"),C(["Makefile","makefile","GNUmakefile"],/^check\s*::?(?!=)/m,"make check")];Vn=e=>e.has("pytest.ini")||e.has("conftest.py")||/^\[tool:pytest\]/m.test(e.get("setup.cfg")??"")||["pyproject.toml","requirements-dev.txt","requirements.txt"].some(t=>/\bpytest\b/.test(e.get(t)??"")),ai=e=>/^global\.json$|^Directory\.Build\.props$|\.(?:slnx?|[cf]sproj)$/.test(e)});function Xn(e){let t=e.agents.map(({name:r,preset:s})=>`  ${r}: { preset: ${s} }
`).join(""),n=`# agents:                       # none was found on PATH; for example
#   claude: { preset: claude-code, at_once: 2 }
`,o=e.verify===void 0?`# verify: npm test               # what tests the whole
`:`verify: ${JSON.stringify(e.verify)}
`;return{...zn,body:`# Who works here, and what tests the whole. All keys: docs/configuration.md of agentic-plan
${t===""?n:`agents:
${t}`}${o}# Agents at work at the same time, and all minutes that a run may use.
limits: { agents: 3, minutes: 90 }
`}}var zn,Qn,Zn,eo=l(()=>{"use strict";zn={path:".agentic-planrc.yaml",in:"checkout",kind:"whole",comments:"#"},Qn=zn;Zn="no agent was found on PATH: set one up all the same (agentic-plan init claude), or name yours in .agentic-planrc.yaml"});async function ci(e){let t=[...Bn,...await li(e)],n=await Promise.all(t.map(async o=>[o,await w(e,o)]));return new Map(n.flatMap(([o,r])=>r===void 0?[]:[[o,r]]))}async function li({workspace:e}){let t=await e.place();return(t.ok?await t.value.finder.tracked():[]).filter(o=>!o.includes("/")&&qn.some(r=>o.endsWith(r)))}var no,to,oo=l(()=>{"use strict";Oe();Yn();eo();ee();F();no={name:"config",does:"the agents that are here, and what tests the whole: .agentic-planrc.yaml",source:"docs/configuration.md",byDefault:!0,places:async()=>[Qn],async compose(e){let t=await e.workspace.settings(I(e.input));if(!t.ok)return t;if(t.value.source!==void 0)return{ok:!0,value:[],warnings:[]};let n=await to(e);return{ok:!0,value:[Xn({agents:n,verify:Kn(await ci(e))})],warnings:[]}},todo:async e=>(await to(e)).length>0?[]:[Zn]},to=async e=>(await e.programsAtHand()).flatMap(t=>{let n=z(t);return n===void 0?[]:[{name:t,preset:n}]})});import{basename as di,dirname as ro,join as ui,relative as pi,sep as so}from"node:path";async function Qe(e){let t=await e.workspace.clone();if(!t.ok)return{home:ze};let{topLevel:n="",commonDir:o}=t.value,r=Ie(t.value);if(r===ui(o,"hooks"))return await mi(e)?{home:ao,install:"npx husky"}:{home:ze};let s=io(o,r);if(s!==void 0)return{home:{in:"git-folder",folder:s}};let i=io(n,r);return i===void 0?void 0:{home:{in:"checkout",folder:di(i)==="_"&&U(ro(i))?ro(i):i}}}async function mi(e){let t=await w(e,"package.json")??"";return/"husky"\s*:|\bhusky\b[^"]*"\s*[,}]/.test(t)?(await Promise.all(["pre-commit","pre-push","commit-msg","post-merge","prepare-commit-msg"].map(o=>e.files.read({path:`.husky/${o}`,in:"checkout"})))).some(({kind:o})=>o==="file"):!1}function io(e,t){let n=pi(e,t);if(!(n===""||n===".."||n.startsWith(`..${so}`)))return n.split(so).join("/")}var ze,ao,co,lo=l(()=>{"use strict";$t();ie();F();ze={in:"git-folder",folder:"hooks"},ao={in:"checkout",folder:".husky"},co=[ze,ao]});async function uo(e){let t=await Qe(e);return(t!==void 0&&t.install===void 0&&U(t.home.folder)?void 0:await gi(e))??(t&&fi(t))}async function gi(e){for(let t of Ne)for(let n of t.paths){let o=await e.files.read({path:n,in:"checkout"});if(o.kind==="absent")continue;let r=await w(e,n)??"";if(r.includes(bt)&&!r.includes("agentic-plan:begin"))return{files:[],install:[]};let s=t.entry(n,r);return ne(s,o).kind!=="kept"?{files:[...t.own,s],install:[t.install]}:{files:[s],install:[]}}}async function hi(e,t){let o=t.filter(({kind:r,executable:s})=>r==="block"&&s).map(async r=>{let s=await e.files.read(r);return s.kind==="file"&&s.isExecutable===!1&&!U(yi(r.path))?[`chmod +x ${R(r.in==="checkout"?r.path:`.git/${r.path}`)}    # git passes over a hook that is not executable`]:[]});return(await Promise.all(o)).flat()}var po,fi,yi,mo=l(()=>{"use strict";Me();$t();Lr();xe();F();lo();po={name:"hooks",does:"git says at a commit, a push and a merge who else is on the files",source:"docs/hooks.md",byDefault:!0,async places(e){let t=await Qe(e);return[...[...new Map([...co,...t?[t.home]:[]].map(o=>[JSON.stringify(o),o])).values()].flatMap(St),...Ne.flatMap(o=>xt(o))]},async compose(e){return{ok:!0,value:(await uo(e))?.files??[],warnings:[]}},async todo(e){let t=await uo(e);return t!==void 0?[...t.install,...await hi(e,t.files)]:["git\u2019s hooks are in a folder outside of this repository: the lines for them are in docs/hooks.md of agentic-plan"]}};fi=({home:e,install:t})=>({files:Pt(e),install:t===void 0?[]:[t]});yi=e=>e.slice(0,Math.max(0,e.lastIndexOf("/")))});function fo(e,t){let n=t===void 0?void 0:rt[t],o=n?.secret;return{name:e.id,...n?.install===void 0?{}:{install:n.install},...o===void 0?{}:{secret:o},more:st(e.passes,t).filter(r=>r!==o&&wi(r))}}var wi,go=l(()=>{"use strict";Oe();wi=e=>/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(e)});var E,_,le=l(()=>{"use strict";E={checkout:{action:"actions/checkout",commit:"3d3c42e5aac5ba805825da76410c181273ba90b1",tag:"v7"},setupNode:{action:"actions/setup-node",commit:"820762786026740c76f36085b0efc47a31fe5020",tag:"v7"},upload:{action:"actions/upload-artifact",commit:"bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",tag:"v7.0.0"},download:{action:"actions/download-artifact",commit:"3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",tag:"v8.0.1"}},_=({action:e,commit:t,tag:n})=>`${e}@${t} # ${n}`});function u(e,t){return e.replace(/^\n+|\n+$/g,"").split(`
`).map(n=>n===""?"":" ".repeat(t)+n).join(`
`)}var c,A=l(()=>{"use strict";c=e=>`\${{ ${e} }}`});function k({action:e},t){return[`- name: ${t.name}`,`  id: ${t.id}`,...t.when===void 0?[]:[`  if: ${t.when}`],`  uses: ${_(e)}`,...t.env===void 0||t.env.length===0?[]:["  env:",...t.env.map(n=>`    ${n}`)],"  with:",...t.with.map(n=>u(n,4))].join(`
`)}function ki({agents:e}){let t=e.flatMap(({name:n,secret:o})=>o===void 0?[]:[`  ${c(`secrets.${o} == '' && '${n}' || ''`)}`]);return t.length===0?[]:[["without: >-",...t].join(`
`)]}var T,de,ue,pe,ho,yo,me,fe,ge,j=l(()=>{"use strict";le();A();T=e=>`
- uses: ${_(E.checkout)}
  with:
    ref: ${c(e)}
    fetch-depth: 0
    persist-credentials: false`;de=e=>[...ki(e),`job-minutes: '${e.workMinutes}'`,`max-parallel: '${e.atOnce}'`],ue=`
- name: Set-up of the team, from the base
  uses: ${_(E.checkout)}
  with:
    ref: ${c("needs.plan.outputs.base")}
    path: .agentic-setup
    sparse-checkout: .github/actions/agentic-setup
    persist-credentials: false
- if: hashFiles('.agentic-setup/.github/actions/agentic-setup/action.yml') != ''
  uses: ./.agentic-setup/.github/actions/agentic-setup # zizmor: ignore[self-repository] it is of the base, checked out above`,pe=e=>`
- uses: ${_(E.download)}
  with:
    pattern: agentic-${c("needs.plan.outputs.run")}-${e}-*
    path: ${c("runner.temp")}/agentic-results`,ho=(e,t,n)=>`
- if: ${t}
  uses: ${_(E.upload)}
  with:
    name: ${c(`steps.${e}.outputs.artifact`)}
    path: ${c(`steps.${e}.outputs.folder`)}
    include-hidden-files: true
    overwrite: true
    retention-days: ${n}`,yo=()=>ho("end",c("!cancelled() && steps.end.outputs.artifact != ''"),7),me=e=>ho(e,c(`steps.${e}.outputs.artifact != ''`),14),fe=e=>`
- if: ${e.when}
  uses: ${_(E.upload)}
  with:
    name: ${e.name}
    path: ${e.path}
    if-no-files-found: ignore
    overwrite: true
    retention-days: 14`,ge=`results: ${c("runner.temp")}/agentic-results`});var bi,wo,ko=l(()=>{"use strict";j();A();bi="github.event.pull_request.head.sha || github.sha",wo=e=>`
plan:
  name: Plan
  runs-on: ubuntu-latest
  timeout-minutes: 15
  concurrency:
    group: agentic-plan-${c("github.event.pull_request.number || github.ref")}
    cancel-in-progress: false
  permissions:
    contents: write # the run and the claims of its first wave are refs (refs/agentic/*); without it nothing is started
    pull-requests: write # the comment and its labels; without it there are none
  outputs:
    run: ${c("steps.plan.outputs.run")}
    base: ${c("steps.plan.outputs.base")}
    sha: ${c("steps.plan.outputs.sha")}
    matrix: ${c("steps.plan.outputs.matrix")}
    has-tasks: ${c("steps.plan.outputs.has-tasks")}
  steps:
${u(T(bi),4)}
${u(k(e,{id:"plan",name:"Plan, and claim the first wave",with:["command: plan","claim: 'true'",`run: ${c("inputs.run")}`,`accept: ${c("inputs.accept")}`,`again: ${c("inputs.again")}`,...de(e)]}),4)}
${u(me("plan"),4)}`});var bo,Xe,So=l(()=>{"use strict";j();A();bo=(e,t,n)=>`
publish-${t}:
  name: Publish (wave ${t})
  needs: [${[...new Set(["plan",n,`work-${t}`,`verify-${t}`])].join(", ")}]
  if: ${c(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 15
  permissions:
    contents: write # results, and the claims of the next wave
    pull-requests: write # the comment, and a pull request of the results where one is wanted
${Xe(e,t)?`    actions: write # goes on with what is left, in a new run of this workflow; without it a person does
`:""}  outputs:
    sha: ${c("steps.publish.outputs.sha")}
    matrix: ${c("steps.publish.outputs.matrix")}
    has-tasks: ${c("steps.publish.outputs.has-tasks")}
  steps:
${u(T(`needs.${n}.outputs.sha`),4)}
${u(pe(t),4)}
${u(k(e,{id:"publish",name:Xe(e,t)?"Publish the wave":"Publish the wave, and claim the next one",with:["command: publish",`run: ${c("needs.plan.outputs.run")}`,`wave: '${t}'`,ge,...["tree","verified","left"].map(o=>`${o}: ${c(`needs.verify-${t}.outputs.${o}`)}`),...de(e),...Xe(e,t)?["last: 'true'"]:[]]}),4)}
${u(me("publish"),4)}`,Xe=({waves:e},t)=>t===e});var Po,$o=l(()=>{"use strict";j();A();Po=(e,t)=>`
release:
  name: Give back what is left
  needs: [${t.join(", ")}]
  if: ${c("always() && (needs.plan.outputs.run != '' || needs.plan.result != 'success')")}
  runs-on: ubuntu-latest
  timeout-minutes: 10
  permissions:
    contents: write # claims are given back by moving refs
    pull-requests: write # the comment says that nobody is at work any more; without it that stays as it was
  steps:
${u(T("needs.plan.outputs.sha"),4)}
${u(k(e,{id:"release",name:"Give back what is left",with:["command: release",`run: ${c("needs.plan.outputs.run")}`]}),4)}`});var xo,Si,Oo=l(()=>{"use strict";j();A();xo=(e,t,n)=>`
verify-${t}:
  name: Verify (wave ${t})
  needs: [${[...new Set(["plan",n,`work-${t}`])].join(", ")}]
  if: ${c(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 60
  permissions:
    contents: read # the checkout and the refs; it executes what agents wrote
  outputs:
    tree: ${c("steps.verify.outputs.tree")}
    verified: ${c("steps.verify.outputs.verified")}
    left: ${c("steps.verify.outputs.left")}
  steps:
${u(T(`needs.${n}.outputs.sha`),4)}
${u(ue,4)}
${u(pe(t),4)}
${u(k(e,{id:"verify",name:"Test the work of the wave, together",with:["command: verify",`run: ${c("needs.plan.outputs.run")}`,`wave: '${t}'`,ge]}),4)}
${u(Si,4)}`,Si=fe({when:c("always() && steps.verify.outputs.artifact != ''"),name:c("steps.verify.outputs.artifact"),path:c("steps.verify.outputs.folder")})});var K,Ze=l(()=>{"use strict";A();K=(e,t)=>[`command: ${e}`,`run: ${c("needs.plan.outputs.run")}`,`wave: '${t}'`,`task: ${c("matrix.task")}`]});function Pi(e,t,n){let o=c(`steps.begin.outputs.go == 'true' && matrix.agent == '${t.name}'`),r=[...t.secret===void 0?[]:[t.secret],...t.more],s=k(e,{id:`work-${Oi(t.name)}`,name:`Work of ${t.name}`,when:o,env:r.map(i=>`${i}: ${c(`secrets.${i}`)}`),with:K("work",n)});return t.install===void 0?s:`${$i(t,t.install,o)}
${s}`}function xi({from:e,name:t,version:n,afterInstall:o}){if(e==="pypi")return[`pipx install '${t}==${n}'`];let r=`npm install --global --ignore-scripts --no-audit --no-fund '${t}@${n}'`;return o===void 0?[r]:[r,`node "$(npm root --global)/${t}/${o}"`]}var vo,$i,Oi,vi,Eo=l(()=>{"use strict";j();Ze();A();vo=(e,t)=>[...e.agents.map(n=>Pi(e,n,t)),vi].join(`
`);$i=({name:e},t,n)=>[`- name: Install ${e}`,`  if: ${n}`,"  run: | # zizmor: ignore[adhoc-packages] its version is named; it is a tool of the job, in nobody's lock file",...xi(t).map(o=>`    ${o}`)].join(`
`);Oi=e=>e.replaceAll(".","_"),vi=`# A vendor's own action may do the work instead of a step above: it changes files of the checkout, and the next step
# collects them. Its commit, its inputs and its secret are yours to choose:
#   - if: steps.begin.outputs.go == 'true' && matrix.agent == 'claude'
#     uses: anthropics/claude-code-action@<commit>
#     with:
#       prompt: Do what the file \${{ steps.begin.outputs.prompt-file }} asks for. Change no other paths than those that it names.
#       anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}`});var Ao,Ei,To=l(()=>{"use strict";le();Eo();j();Ze();A();Ao=(e,t,n)=>`
work-${t}:
  name: ${c("matrix.task")} (wave ${t})
  needs: ${n==="plan"?"plan":`[plan, ${n}]`}
  if: ${c(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: ${e.workMinutes}
  permissions:
    contents: read # the checkout, and the refs that say what the task is; an agent's job can push nothing
  strategy:
    fail-fast: false
    max-parallel: ${e.atOnce}
    matrix: ${c(`fromJSON(needs.${n}.outputs.matrix)`)}
  steps:
${u(T(`needs.${n}.outputs.sha`),4)}
    - uses: ${_(E.setupNode)}
      with:
        node-version: 24
        package-manager-cache: false # jobs that run agents never save a cache
${u(ue,4)}
${u(k(e,{id:"begin",name:"What is to be done",with:K("begin",t)}),4)}
${u(vo(e,t),4)}
${u(k(e,{id:"end",name:"What came of it",when:c("!cancelled() && steps.begin.outputs.go == 'true'"),with:K("end",t)}),4)}
${u(yo(),4)}
${u(Ei,4)}`,Ei=fe({when:c("always() && steps.begin.outputs.go == 'true'"),name:c("steps.begin.outputs.log-artifact"),path:c("steps.begin.outputs.log-folder")})});function Fo(e){let t=Array.from({length:e.waves},(s,i)=>i+1),n=s=>s===1?"plan":`publish-${s-1}`,o=t.flatMap(s=>[`work-${s}`,`verify-${s}`,`publish-${s}`]),r=[wo(e),...t.flatMap(s=>[Ao(e,s,n(s)),xo(e,s,n(s)),bo(e,s,n(s))]),Po(e,["plan",...o])];return`${Ai}
${r.map(s=>u(s,2)).join(`

`)}
`}var Ai,_o=l(()=>{"use strict";ko();So();$o();Oo();To();A();Ai=`# Agents work off the plan of a pull request, a job for each task, wave by wave. Written by
# \`agentic-plan init --ci github\`: run it again to renew it, with --undo to take it away. Once changed by hand it is
# yours, and init leaves it alone. What it does and what it may: docs/ci.md of agentic-plan.
#
# work-*     an agent's job; it has a read-only token, and what it made leaves as an artifact
# verify-*   runs your tests on the work of the wave, together; as little trusted as the agents
# publish-*  may write; executes nothing that an agent or a pull request wrote
name: agentic-plan
run-name: ${c("inputs.run != '' && format('agentic-plan goes on with {0}', inputs.run) || ''")} # else as GitHub names it

on: # zizmor: ignore[concurrency-limits] only planning is queued; all other jobs belong to a run that has its claims
  pull_request:
    types: [opened, reopened, synchronize, ready_for_review]
  workflow_dispatch: # by a person with write access; by the last wave, to go on
    inputs:
      run:
        description: Id of a run to go on with
        type: string
        default: ''
      accept:
        description: Ids of tasks to take for done as they are
        type: string
        default: ''
      again:
        description: Ids of tasks to do once more
        type: string
        default: ''

permissions: {}

jobs:`});function Io(e,t){return[...[...new Set(t.flatMap(({secret:o})=>o===void 0?[]:[o]))].map(o=>`gh secret set ${o}`),`git add ${e} && git commit -m "Agents in CI"   and merge it: pull requests after that get agents`,"what your agents and tests need to be installed: .github/actions/agentic-setup/action.yml (docs/ci.md)"]}var No=l(()=>{"use strict"});function Co(e){let t=new Set(Object.values(E).map(({action:n})=>n));for(let[,n="",o="",r=""]of e.matchAll(Ti))if(!t.has(n))return{action:n,commit:o,tag:r}}var Ti,jo=l(()=>{"use strict";le();Ti=/uses: ([\w.-]+\/[\w.-]+)@([0-9a-f]{40}) # (\S[^\n]{0,60})/g});async function Mo(e){let t=`refs/tags/${e.tag}`,n=await lt({args:["ls-remote","--quiet","--end-of-options",e.url,"HEAD",t,`${t}^{}`],cwd:e.cwd,timeoutMs:Fi,maxBytes:1e5,remote:{ssh:void 0,mayAsk:!1}});if(n.cut)return{kind:"not-found",detail:"no answer"};if(n.code!==0)return{kind:"not-found",detail:n.stderr.trim().split(`
`)[0]??""};let o=_i(n.stdout.toString("utf8")),r=o.get(`${t}^{}`)??o.get(t),s=r??o.get("HEAD");return s===void 0?{kind:"not-found",detail:"it has no commit"}:{kind:"found",commit:s,tagged:r!==void 0}}function _i(e){let t=new Map;for(let n of e.split(`
`)){let[,o,r]=/^([0-9a-f]{40}|[0-9a-f]{64})\t(\S+)$/.exec(n)??[];o!==void 0&&r!==void 0&&t.set(r,o)}return t}var Fi,Go=l(()=>{"use strict";Or();Fi=1e4});async function Ro({cwd:e}){let t=await Mo({cwd:e,url:Wo,tag:he});if(t.kind==="not-found")return{ok:!1,problems:[g("action-not-pinned",{action:et,detail:t.detail})]};let n=t.tagged?he:"main";return{ok:!0,value:{commit:t.commit,tag:n},warnings:[]}}var Wo,et,he,Do=l(()=>{"use strict";as();W();Go();Wo=Ce.repository.url.replace(/^git\+/,""),et=new URL(Wo).pathname.slice(1).replace(/\.git$/,""),he=`v${Ce.version}`});async function Ho({context:e,input:t,workspace:n},o){let{action:r}=t.options;if(typeof r=="string")return Ni(r);let s=o===void 0?void 0:Co(o);if(s!==void 0&&(s.tag===he||!/^v\d/.test(s.tag)))return{ok:!0,value:s,warnings:[]};let i=await n.clone();if(!i.ok)return i;let a=await Ro({cwd:i.value.topLevel??e.cwd});return a.ok?{...a,value:{action:et,...a.value}}:a}function Ni(e){let[,t,n]=Ii.exec(e)??[];if(t!==void 0&&n!==void 0)return{ok:!0,value:{action:t,commit:n,tag:"as given to init"},warnings:[]};let o=`--action ${e} is no <owner>/<name>@<commit>`;return{ok:!1,problems:[g("usage",{message:o,remedy:"write all 40 digits of the commit: a tag can be moved"})]}}var Ii,Lo=l(()=>{"use strict";W();jo();Do();Ii=/^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/});async function Gi(e){let t=Ri(e.input.options.waves);if(!t.ok)return t;let n=await Vo(e);if(!n.ok)return n;let o=qo(n.value);if(o.length===0)return{ok:!1,problems:[g("no-agents-in-ci",{})]};let r=await e.files.read(ye),s=r.kind==="file"?Buffer.from(r.bytes).toString("utf8"):void 0,i=await Ho(e,s);if(!i.ok)return i;let{limits:a}=n.value,d=Fo({action:i.value,waves:t.value,agents:o,atOnce:a.agents,workMinutes:Wi(Bo(n.value))});return{ok:!0,value:[{...ye,body:d}],warnings:n.warnings}}function Ri(e){let t=e===void 0?Ci:Number(e);if(Number.isInteger(t)&&t>=1&&t<=Uo)return{ok:!0,value:t,warnings:[]};let n=`--waves ${String(e)} is not a number from 1 to ${Uo}`;return{ok:!1,problems:[g("usage",{message:n,remedy:"what needs more waves goes on in a new run of the workflow"})]}}var ye,Ci,Uo,ji,Mi,Jo,Vo,Bo,qo,Wi,Ko=l(()=>{"use strict";Ar();W();go();_o();No();ee();Lo();ye={path:".github/workflows/agentic-plan.yml",in:"checkout",kind:"whole",comments:"#"},Ci=3,Uo=9,ji=15,Mi=360,Jo={name:"github",does:"agents on GitHub\u2019s runners, wave by wave: .github/workflows/agentic-plan.yml",source:"https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",byDefault:!1,isCiHost:!0,places:async()=>[ye],compose:Gi,async todo(e){let t=await Vo(e);return Io(ye.path,t.ok?qo(t.value):[])}};Vo=({workspace:e,input:t})=>e.settings(I(t)),Bo=({agents:e})=>e.filter(({origin:t,runnable:n})=>t==="configured"&&n),qo=e=>Bo(e).map(t=>fo(t,mt({name:t.id,preset:t.preset,command:t.command}))),Wi=e=>Math.min(Mi,Math.ceil(Math.max(...e.map(({timeoutMinutes:t})=>t)))+ji)});var Yo,Di,zo=l(()=>{"use strict";O();Yo=(e,t)=>({path:e,in:"checkout",kind:"block",comments:"<!-- -->",body:Di(t)}),Di=({own:e,leaseMinutes:t,mode:n})=>`## Other agents work here too
Before your first edit: \`${$(e)} claim <paths you will change> --task "<a few words>"\` (a directory covers all below it).
- Exit 0: they are yours for ${t} min. Repeat the command to renew; add paths to widen. Repeating is always safe.
- Exit 3: somebody holds them and nothing was changed. ${n==="enforce"?"Do not edit those paths and do not work around them elsewhere.":"Here that is advice, not a lock: rather take other work first."}
  Take what is listed as \`free\`, or repeat with \`--wait 25s\` up to three times, then stop and report who holds what.
- Exit 4: it could not ask (sandbox, network, read-only .git). Request approval for that one command; if refused, stop and say so.
- Several agents in one checkout: each sets \`AGENTIC_HOLDER\` to a name of its own, unless its hooks are set up (\`${$(e)} init\`).
- \`$AGENTIC_CLAIM\` is set: you were started with a claim. Edit only \`$AGENTIC_PATHS\`; the same command asks for more.
- Before you finish: \`${$(e)} check\`, then \`${$(e)} release\`. Never delete refs/agentic/*, never \`--no-verify\`.
`});async function Li(e){let t=await e.programsAtHand(),n=await Promise.all(we.map(r=>Ui(e,r)));return["AGENTS.md",...await Ji(e,t)].filter(r=>!n[we.indexOf(r)])}async function Ui({files:e},t){let n=await e.read({path:t,in:"checkout"});return n.kind==="refused"&&n.leadsTo!==void 0&&we.includes(n.leadsTo)}async function Ji(e,t){return(await Promise.all(Qo.map(async([o,r])=>{let s=await w(e,o);return(s===void 0?t.includes(r):!s.includes("@AGENTS.md"))?[o]:[]}))).flat()}var Qo,Xo,Hi,we,Zo=l(()=>{"use strict";zo();ee();F();Qo=[["CLAUDE.md","claude"],["GEMINI.md","gemini"]],Xo={name:"instructions",does:"what agents do before they edit: a section of AGENTS.md, CLAUDE.md, GEMINI.md",source:"https://agents.md/",byDefault:!0,places:async()=>we.map(Hi),async compose(e){let t=await e.workspace.settings(I(e.input));if(!t.ok)return t;let{leaseMinutes:n,mode:o}=t.value.claims,[r,s]=[await Li(e),await e.ownProgram()];return{ok:!0,value:r.map(i=>Yo(i,{own:s,leaseMinutes:n,mode:o})),warnings:[]}},todo:async()=>[]},Hi=e=>({path:e,in:"checkout",kind:"block",comments:"<!-- -->"});we=["AGENTS.md",...Qo.map(([e])=>e)]});function rr(e,{own:t,text:n}){let o=Bi($(t)),r=or.test(n)&&!n.includes("agentic-plan:begin");if(!r){let a=e.endsWith(".j2")?"template":"yaml";return{...ke(e),body:er(o),way:{reader:a}}}let s=Vi(n),i=o.filter(([a])=>!s.includes(a));if(i.length!==0)return{...ke(e),body:er(i),way:{reader:"yaml",hasOwn:r}}}function Vi(e){let t=e.search(or),n=e.slice(e.indexOf(`
`,t)+1),o=n.search(/^[^\s#{]/m);return[...(o<0?n:n.slice(0,o)).matchAll(/^\s+["']?([\w-]+)["']?\s*:/gm)].flatMap(([,s])=>s??[])}var tr,nr,or,ke,er,Bi,sr=l(()=>{"use strict";O();tr=/(?:^|\/)(?:(?:sma|scrum_?master)[^/]*\/(?:[^/]*_)?persona_rules|(?:sma|scrum_?master)[^/]*_persona_rules)\.ya?ml(?:\.j2)?$/i,nr="background_coordination",or=new RegExp(`^${nr}\\s*:`,"m");ke=e=>({path:e,in:"checkout",kind:"block",comments:"#"}),er=e=>`${nr}:
${e.map(([t,n])=>`  ${t}:
${n}`).join("")}`;Bi=e=>[["analysis",`    - "Before work is given out run: ${e} --json, which looks at the change, at open branches and at claims, and derives the tasks"
    - "Rest every task on the evidence that the plan names: file, line and text; add none without evidence"
`],["selection",`    - "Give each task to the agent that the plan names; where it names none say which skill is missing"
    - "Never give two agents the same files at once: ${e} claim <paths> --task <id> comes before the first edit"
    - "A refused claim (exit code 3) is answered by other work, or by waiting in line; never by editing all the same"
`],["priorities",`    - "Take tasks in the order of the plan: what others wait for first, then by the priority that it shows"
    - "Raise what serves the sprint goal; change the configuration for that, not the order by hand"
`],["monitoring",`    - "${e} status --all says who is on what; ${e} run --dry-run says what would start"
    - "Name what is blocked, since when, by whom, and the way out that the plan offers; escalate what a person has to decide"
    - "Before anything is called done: ${e} check, then ${e} release"
`],["memory_patterns",`    store: "after each run: planned and actual minutes, conflicts that were predicted and met, claims that were waited for"
    use: "paths that made agents wait and never conflicted are proposed for claims.mergeable"
`]]});async function ir({workspace:e}){let t=await e.place();return t.ok?(await t.value.finder.tracked()).filter(n=>tr.test(n)):[]}var ar,cr=l(()=>{"use strict";sr();F();ar={name:"personas",does:"rules for the Scrum Master of AgenticScrum: a section of its persona_rules.yaml",source:"persona_rules.yaml, as AgenticScrum writes it",byDefault:!0,places:async e=>(await ir(e)).map(ke),async compose(e){let t=await e.ownProgram(),n=(await ir(e)).map(async o=>rr(o,{own:t,text:await w(e,o)??""}));return{ok:!0,value:(await Promise.all(n)).flatMap(o=>o??[]),warnings:[]}},todo:async()=>[]}});var lr,dr=l(()=>{"use strict";Jn();oo();mo();Ko();Zo();cr();lr=[no,Xo,...Un,po,ar,Jo]});async function Yi(e){let t=await zi(e),n=L(t.get("package.json")),o=ce(t),r=o!=="yarn"||!await tt(e,".pnp.cjs");if(Ke(n,be))return{in:"root",manager:o,linked:r};let s=await Qi(e);return s===void 0?{in:"path"}:await Xi(e,{root:n,manager:o,folder:s})?{in:"root",manager:o,linked:r}:{in:"folder",folder:s}}async function zi(e){let t=await Promise.all(ae.map(async n=>[n,await w(e,n)]));return new Map(t.flatMap(([n,o])=>o===void 0?[]:[[n,o]]))}async function Qi(e){let t=await e.workspace.place();if(!t.ok)return;let n=(await t.value.finder.tracked()).filter(o=>Ki.test(o)&&!o.includes("node_modules/")).slice(0,qi);for(let o of n)if(Ke(L(await w(e,o)),be))return o.slice(0,-13)}async function Xi(e,t){return await tt(e,`${t.folder}/node_modules/.bin/${be}`)?!1:await tt(e,`node_modules/.bin/${be}`)?!0:t.manager!=="pnpm"&&t.root.workspaces!==void 0}var be,qi,Ki,ur,tt,pr=l(()=>{"use strict";Ye();O();F();be="agentic-plan",qi=500,Ki=/^[\w@][\w@./-]*\/package\.json$/,ur=async e=>tn(await Yi(e));tt=async({files:e},t)=>(await e.read({path:t,in:"checkout"})).kind!=="absent"});async function Id(e,t){let n=vn(lr,t);if(!n.ok)return D(e,n.problems);let o=gt(e),r=await o.clone();if(!r.ok)return D(e,r.problems);let s=On(r.value);if(s===void 0)return D(e,[g("no-checkout",{})]);let i={context:e,input:t,workspace:o,files:s,programsAtHand:Ee(()=>Dn({context:e,input:t,workspace:o})),ownProgram:Ee(()=>ur({workspace:o,files:s}))},a=t.options.undo===!0,d=a?await na(i,n.value):await ta(i,n.value);if(!d.ok)return D(e,d.problems);let p=await ea(r.value,d.value.changes),y=d.value.kept.map(Zi);ct(e,[...d.warnings,...y]);let m=pn(d.value.kept);m!==""&&!e.json&&e.output.say(m),!e.json&&t.options.yes!==!0&&ia(e,p);let b=p.length===0?oa(y):await ra(e,t);if(b==="written"||fr(t)){let G=await Et(s,d.value);if(!G.ok)return D(e,G.problems)}let f=b==="written"?await sa(i,n.value):[],M=$(await i.ownProgram());return aa(e,{undo:a,outcome:b,changes:p,kept:y,todo:f,command:M,given:e.given})}async function ea(e,t){let n=t.flatMap(({place:r})=>r.in==="checkout"?[r.path]:[]),o=n.length===0?[]:await Te(e,n.map(ve));return t.map(({place:r,...s})=>({path:mr(r),in:r.in,isIgnored:r.in==="checkout"&&!o.includes(ve(r.path)),...s}))}async function ta(e,t){let n=[],o=[],r=[];for(let s of t){let i=await s.compose(e);i.ok?(n.push(...i.value),r.push(...i.warnings)):o.push(...i.problems)}return o.length>0?{ok:!1,problems:o}:{ok:!0,value:await Yt(e.files,n),warnings:r}}async function na(e,t){let n=await Promise.all(t.map(o=>o.places(e)));return{ok:!0,value:await zt(e.files,n.flat()),warnings:[]}}async function ra(e,t){return fr(t)?"written":t.options.check===!0||e.json||!Ae()?"shown":await Le(ln,e.signal)?"written":"declined"}async function sa(e,t){return(await Promise.all(t.map(n=>n.todo(e)))).flat()}function ia({output:e},t){let n=nt(e.colour);t.length>0&&e.result(t.map(o=>an(o,n)).join(`
`))}function aa(e,t){return e.json?e.output.result(at(un(t))):e.output.say(dn(t)),t.outcome==="shown"||t.kept.length>0?$e.found:$e.done}var Zi,mr,oa,fr,Nd,Cd,jd,Md,Gd,Wd,Rd,Dd,Hd,Ld,Ud,Jd,ca=l(()=>{At();Xt();xr();W();wr();Pr();kr();O();cn();mn();Tr();ie();Fr();$r();En();dr();F();pr();Zi=({place:e,why:t,lines:n=""})=>g("setup-kept",{path:mr(e),why:t,lines:He(n)?n.trimEnd():"the lines below"});mr=({path:e,in:t})=>t==="checkout"?e:`.git/${e}`,oa=e=>e.length===0?"nothing-to-do":"kept",fr=({options:e})=>e.yes===!0&&e.check!==!0;Nd=()=>(ls(),S(cs)),Cd=()=>(is(),S(ss)),jd=()=>(rs(),S(os)),Md=()=>(ns(),S(ts)),Gd=()=>(es(),S(Zr)),Wd=()=>(Ir(),S(_r)),Rd=()=>(Xr(),S(Qr)),Dd=()=>(Mr(),S(jr)),Hd=()=>(Kr(),S(qr)),Ld=()=>(Br(),S(Vr)),Ud=()=>(Jr(),S(Ur)),Jd=()=>(zr(),S(Yr))});ca();export{Nd as reached0,Cd as reached1,Ud as reached10,Jd as reached11,jd as reached2,Md as reached3,Gd as reached4,Wd as reached5,Rd as reached6,Dd as reached7,Hd as reached8,Ld as reached9,Id as runInit};
