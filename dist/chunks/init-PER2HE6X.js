import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{Aa as yr,I as ir,J as ar,X as cr,Y as dr,c as he,d as ye,e as Ye,f as nr,ka as lr,la as ur,t as rr,u as sr,za as hr}from"./chunk-GJXUD7LN.js";import"./chunk-IGK2TFS2.js";import{A as gr,J as kr,K as wr,T as br,U as Sr,ba as $r,ca as Pr,la as xr,ma as vr,p as pr,q as fr,z as mr}from"./chunk-34ALV7SI.js";import"./chunk-7TXNWY4O.js";import{P as Qe,Q as Tr,S as Or,T as Er,a as Ro,b as pe,e as Ge,f as Bo,g as M,h as Le,j as Vo,r as E,s as Q}from"./chunk-YWLWFZQX.js";import"./chunk-WWCPMJ6R.js";import{hb as ke,kb as or,r as He,x as Do}from"./chunk-IPTE62H7.js";import{Gi as ge,Hi as tr,Lb as Me,Mf as Xo,Nb as z,Pb as Y,Qc as Ue,Rb as me,Rc as Ko,Wd as Ve,We as qe,Xd as Yo,Xe as Qo,Yb as Re,_b as Jo,b as a,bd as Je,cd as Be,e as jo,f as y,fd as zo,gb as je,hb as Uo,l as ue,o as Mo,q as m,s as j,sh as Ke,t as fe,tc as De,th as Zo,u as Go,uc as qo,vi as ze,xi as er,y as Ne,z as Lo}from"./chunk-I74AXP3X.js";async function Xe(e,t){let n=await e.alone(async()=>{let r=await Ar(e,t);if(r.length>0)return r;for(let{place:s,after:i}of t)i===void 0?await e.remove(s):await e.write(s,i);return[]}),o=n.kind==="busy"?[m("setup-busy",{})]:n.value;return o.length===0?{ok:!0,value:void 0,warnings:[]}:{ok:!1,problems:o}}async function Ar(e,t){let n=await Promise.all(t.map(({place:r})=>e.read(r))),o=t.flatMap(({place:r,before:s},i)=>{let c=n[i];return(s===void 0?c?.kind==="absent":c?.kind==="file"&&Buffer.compare(c.bytes,Buffer.from(s))===0)?[]:[r.path]});return o.length===0?[]:[m("setup-moved",{paths:o})]}var Ze=a(()=>{"use strict";j()});function ot({entries:e},t){if(t===void 0)return{kind:"change",before:void 0,after:tt(et,e)??""};if(!it(t))return{kind:"kept",why:"not-json"};let n=we(t,e),o=n===void 0?void 0:tt(st(t,n)?et:n,e);return n===void 0||o===void 0?{kind:"kept",why:"not-json"}:o===t?{kind:"same"}:we(o,e)===n?{kind:"change",before:t,after:o}:{kind:"kept",why:"would-lose"}}function rt({entries:e},t){if(t===void 0)return{kind:"same"};let n=it(t)?we(t,e):void 0;return n===void 0?t.includes("agentic-plan")?{kind:"kept",why:"not-json"}:{kind:"same"}:n===t?{kind:"same"}:{kind:"change",before:t,after:st(t,n)?void 0:n}}function it(e){let t=[],n=he(e,t,{allowTrailingComma:!0});return n?.type==="object"&&t.length===0&&!at(n)&&!e.startsWith("\uFEFF")}function at(e){let t=e.children??[],n=e.type==="object"?t.map(o=>o.children?.[0]?.value):[];return new Set(n).size<n.length||t.some(at)}function tt(e,t){let n=e;for(let o of t)n=n===void 0?void 0:Ir(n,o);return n}function Ir(e,{at:t,value:n,list:o}){let r=ct(e);if(r===void 0)return;let s=r,i=0;for(;i<t.length;i++){let f=ye(r,t.slice(0,i+1));if(f===void 0)break;if(f.type!==(i+1<t.length?"object":o?"array":void 0))return;s=f}let c={text:e,holder:s,rest:t.slice(i),value:n,list:o};return!e.slice(s.offset,s.offset+s.length).includes(`
`)?_r(c):Cr(c)}function _r({text:e,holder:t,rest:n,value:o,list:r}){let s=JSON.stringify(o),[i,...c]=n,p=r&&n.length>0?`[ ${s} ]`:s,f=c.reduceRight(($,H)=>`{ ${JSON.stringify(H)}: ${$} }`,p),g=i===void 0?s:`${JSON.stringify(i)}: ${f}`,l=t.children?.at(-1);return dt({text:e,holder:t,last:l},`${l===void 0?"":", "}${g}`)}function Cr({text:e,holder:t,rest:n,value:o,list:r}){let[,s="  "]=/\n([ \t]+)\S/.exec(e)??[],i=e.includes(`\r
`)?`\r
`:`
`,c=t.children?.at(-1),p=c===void 0?`${nt(e,t.offset)}${s}`:nt(e,c.offset),[f,...g]=n,l=r&&n.length>0?[o]:o,$=g.reduceRight((D,le)=>({[le]:D}),l),H=JSON.stringify($,null,s).replaceAll(`
`,`${i}${p}`),P=f===void 0?H:`${JSON.stringify(f)}: ${H}`;return dt({text:e,holder:t,last:c},`${c===void 0?"":","}${i}${p}${P}`)}function dt({text:e,holder:t,last:n},o){let r=n===void 0?t.offset+1:n.offset+n.length;return`${e.slice(0,r)}${o}${e.slice(r)}`}function we(e,t){let n=e;for(let o of t)for(;n!==void 0;){let r=Wr(n,o);if(r===n)break;n=r}return n}function Wr(e,{at:t,list:n,mark:o}){let r=ct(e),s=r===void 0?void 0:ye(r,[...t]);if(r===void 0||s===void 0)return r===void 0?void 0:e;let c=(n?s.type==="array"?s.children??[]:[]:[s]).find(p=>JSON.stringify(Ye(p)).includes(o));return c===void 0?e:Nr(e,ut(n?c:lt(c)))}function ut(e){let t=e.parent;return t===void 0||t.children?.length!==1||t.parent===void 0||t.offset+1===e.offset&&e.offset+e.length===t.offset+t.length-1?e:ut(lt(t))}function Nr(e,t){let n=t.parent,o=n?.children??[],r=o[o.indexOf(t)-1],s=o[o.indexOf(t)+1],i=t.offset+t.length;if(r!==void 0)return e.slice(0,r.offset+r.length)+e.slice(i);if(s!==void 0)return e.slice(0,t.offset)+e.slice(s.offset);let[c,p]=n===void 0?[t.offset,i]:[n.offset+1,n.offset+n.length-1];return e.slice(0,c)+e.slice(p)}var et,Fr,st,ct,nt,lt,pt=a(()=>{"use strict";nr();et=`{
}
`,Fr=`{}
`;st=(e,t)=>t===Fr&&e.startsWith(`{
`);ct=e=>he(e,[],{allowTrailingComma:!0});nt=(e,t)=>/^[ \t]*/.exec(e.slice(e.lastIndexOf(`
`,t-1)+1,t))?.[0]??"";lt=e=>e.parent?.type==="property"?e.parent:e});import{createHash as Hr}from"node:crypto";function R(e,t){return e==="<!-- -->"?`<!-- ${t} -->`:`${e} ${t}`}var ft,be,G,mt,gt,ht,yt,kt,Se=a(()=>{"use strict";ft="[0-9a-f]{12}";be=e=>e.replaceAll(/[.*+?^${}()|[\]\\/]/g,"\\$&"),G=e=>Hr("sha256").update(e.replaceAll(`\r
`,`
`)).digest("hex").slice(0,12),mt=(e,t)=>R(e,`agentic-plan:file ${G(t)}`),gt=e=>new RegExp(`^${be(R(e,"agentic-plan:file SEAL")).replace("SEAL",`(${ft})`)}$`),ht=(e,t)=>`${R(e,`agentic-plan:begin ${G(t)}`)}
${t}${R(e,"agentic-plan:end")}
`,yt=e=>new RegExp(`^${be(R(e,"agentic-plan:begin SEAL")).replace("SEAL",`(${ft})`)}\\r?\\n`,"gm"),kt=e=>new RegExp(`^${be(R(e,"agentic-plan:end"))}(?:\\r?\\n|$)`,"gm")});function $t({reader:e},t){return e==="yaml"?Rr(t)?void 0:"no-room":jr(t.above)?Mr(t.above)?"ends-early":void 0:"not-shell"}function Mr(e){let t=e.split(`
`).map(n=>n.trim());return/^(?:exit|exec)\b/.test(t.findLast(n=>n!==""&&!n.startsWith("#"))??"")}function Rr({above:e,body:t,after:n}){let[o,r,s]=[e,t,n].map(Gr);if(!wt(o)||s===void 0)return!1;if(Array.isArray(r)){let[i,c]=Object.entries(o).at(-1)??[];return i===void 0||!Array.isArray(c)||c.length===0?!1:bt(s,{...o,[i]:[...c,...r]})}return!wt(r)||Object.keys(r).some(i=>Object.hasOwn(o,i))?!1:bt(s,{...o,...r})}function Gr(e){try{let t=(0,St.parseDocument)(e);return t.errors.length===0&&t.warnings.length===0?t.toJS():void 0}catch{return}}var St,jr,wt,bt,Pt=a(()=>{"use strict";St=jo(Xo(),1);jr=e=>!e.startsWith("#!")||/^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(e);wt=e=>typeof e=="object"&&e!==null&&!Array.isArray(e),bt=(e,t)=>JSON.stringify(e)===JSON.stringify(t)});function xt(e,t){let n=ht(e.comments,e.body);if(t===void 0)return{kind:"change",before:void 0,after:n};let o=Tt(e,t);switch(o.kind){case"none":return Lr(e,t,n);case"broken":return{kind:"kept",why:"marks-broken"};case"edited":return{kind:"kept",why:"edited"};case"ours":{let r=t.slice(0,o.from)+n.replaceAll(`
`,o.eol)+t.slice(o.to);return r===t?{kind:"same"}:{kind:"change",before:t,after:r}}}}function Lr({way:e,body:t},n,o){let r=n.includes(`\r
`)?`\r
`:`
`,s=n+r+o.replaceAll(`
`,r);if(e===void 0)return{kind:"change",before:n,after:s};if(n.includes(e.pasted))return{kind:"same"};let i=$t(e,{above:n,body:t,after:s});return i===void 0?{kind:"change",before:n,after:s}:{kind:"kept",why:i,lines:t}}function vt(e,t){if(t===void 0)return{kind:"same"};let n=Tt(e,t);switch(n.kind){case"none":return{kind:"same"};case"broken":return{kind:"kept",why:"marks-broken"};case"edited":return{kind:"kept",why:"edited"};case"ours":{let o=t.slice(0,n.from),s=(o.endsWith(n.eol)?o.slice(0,-n.eol.length):o)+t.slice(n.to),i=n.from===0&&s==="";return{kind:"change",before:t,after:i?void 0:s}}}}function Tt({comments:e},t){let n=[...t.matchAll(yt(e))],o=[...t.matchAll(kt(e))],[r,s]=[n[0],o[0]];if(r===void 0&&s===void 0)return{kind:"none"};if(r===void 0||s===void 0||n.length>1||o.length>1)return{kind:"broken"};let i=r.index+r[0].length;if(s.index<i)return{kind:"broken"};let c=G(t.slice(i,s.index))===r[1]?"ours":"edited",p=r[0].endsWith(`\r
`)?`\r
`:`
`;return{kind:c,from:r.index,to:s.index+s[0].length,eol:p}}var Ot=a(()=>{"use strict";Se();Pt()});function Et(e,t){let n=Dr(e);if(t===void 0)return{kind:"change",before:void 0,after:n};let o=Ft(e,t);return o!=="ours"?{kind:"kept",why:o}:t.replaceAll(`\r
`,`
`)===n?{kind:"same"}:{kind:"change",before:t,after:n}}function At(e,t){if(t===void 0)return{kind:"same"};let n=Ft(e,t);return n==="foreign"?{kind:"same"}:n==="ours"?{kind:"change",before:t,after:void 0}:{kind:"kept",why:n}}function Dr({comments:e,body:t}){let[n,o]=It(t);return`${n}${mt(e,t)}
${o}`}function Ft({comments:e},t){let[n,o]=It(t.replaceAll(`\r
`,`
`)),r=o.indexOf(`
`),s=gt(e).exec(o.slice(0,Math.max(0,r)))?.[1];return s===void 0?"foreign":G(n+o.slice(r+1))===s?"ours":"edited"}function It(e){let t=e.startsWith("#!")?e.indexOf(`
`)+1:0;return[e.slice(0,t),e.slice(t)]}var _t=a(()=>{"use strict";Se()});function Wt(e,t){switch(e.kind){case"absent":return t(void 0);case"refused":return{kind:"kept",why:e.why};case"file":{let n=Ur(e.bytes);return n===void 0?{kind:"kept",why:"not-text"}:t(n)}}}function Ur(e){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(e)}catch{return}}var X,Ct,$e=a(()=>{"use strict";pt();Ot();_t();X=(e,t)=>Wt(t,n=>e.kind==="entries"?ot(e,n):e.kind==="whole"?Et(e,n):xt(e,n)),Ct=(e,t)=>Wt(t,n=>e.kind==="entries"?rt(e,n):e.kind==="whole"?At(e,n):vt(e,n))});async function jt(e,t){let n=await Promise.all(e.map(async o=>({place:o,...await t(o)})));return{changes:n.flatMap(o=>o.kind==="change"?[{place:o.place,before:o.before,after:o.after}]:[]),kept:n.flatMap(o=>{if(o.kind!=="kept")return[];let{kind:r,...s}=o;return[s]})}}var Nt,Ht,Mt=a(()=>{"use strict";$e();Nt=(e,t)=>jt(t,async n=>X(n,await e.read(n))),Ht=(e,t)=>jt(t,async n=>Ct(n,await e.read(n)))});function Dt(e,t){let[n,o]=[Lt(e.before),Lt(e.after)],[r,s]=Jr(n,o),i=Math.max(0,r-Rt),c=Math.min(Rt,s),[p,f]=[n.length-s,o.length-s],g=l=>`${l+c===0?0:i+1},${l+c-i}`;return[t.strong(`--- ${Gt("a",e.path,e.before)}`),t.strong(`+++ ${Gt("b",e.path,e.after)}`),`@@ -${g(p)} +${g(f)} @@`,...n.slice(i,r).map(l=>` ${Z(l)}`),...n.slice(r,p).map(l=>t.bad(`-${Z(l)}`)),...o.slice(r,f).map(l=>`+${Z(l)}`),...o.slice(f,f+c).map(l=>` ${Z(l)}`),""].join(`
`)}function Jr(e,t){let n=Math.min(e.length,t.length),o=0;for(;o<n&&e[o]===t[o];)o++;let r=0;for(;r<n-o&&e.at(-1-r)===t.at(-1-r);)r++;return[o,r]}var Rt,Gt,Z,Lt,Ut=a(()=>{"use strict";Mo();Rt=3;Gt=(e,t,n)=>n===void 0?"/dev/null":`${e}/${ue(t)}`,Z=e=>ue(e.replace(/\r?\n$/,"")),Lt=e=>e?.match(/[^\n]*\n|[^\n]+$/g)??[]});function Bt({outcome:e,undo:t,changes:n,todo:o}){switch(e){case"nothing-to-do":return t?`nothing of init is here
`:`nothing to do: all of it is there already
`;case"kept":case"declined":return`nothing was written
`;case"shown":return`nothing was written; --yes writes it
`;case"written":return[`${t?"taken back":"written"}: ${je(n.length,"file")}`,...t?[]:[...Br(n),...Pe("next",o)],""].join(`
`)}}function Br(e){let t=r=>e.flatMap(s=>s.in===r?[Ne(s.path)]:[]).join(" "),[n,o]=[t("checkout"),t("git-folder")];return[...Pe("commit",n===""?[]:[n]),...Pe("not",o===""?[]:[`${o}: this clone\u2019s alone; each clone calls agentic-plan init hooks`])]}var Jt,Pe,Vt,qt=a(()=>{"use strict";Uo();Jo();Lo();Jt="Write this? [y/N] ";Pe=(e,t)=>t.map((n,o)=>`${(o===0?e:"").padEnd(8)}${n}`),Vt=e=>({version:1,command:"init",outcome:e.outcome,changed:e.outcome==="written",files:e.changes.map(({path:t,in:n,before:o,after:r})=>({path:t,commit:n==="checkout",does:o===void 0?"made":r===void 0?"removed":"changed",text:r??null})),todo:e.outcome==="written"&&!e.undo?e.todo:[],next:[],problems:Re(e.kept,e.given)})});import{createInterface as Vr}from"node:readline/promises";async function xe(e,t){let n=Vr({input:process.stdin,output:process.stderr}),o=new Promise(r=>n.once("close",()=>r("")));try{let r=await Promise.race([n.question(e,{signal:t}),o]);return/^\s*y(es)?\s*$/i.test(r)}catch{return!1}finally{n.close()}}var Kt=a(()=>{"use strict"});import{lstat as qr,readdir as Kr,readFile as zr,realpath as zt,rmdir as Yr,unlink as Yt}from"node:fs/promises";import{dirname as U,join as J,relative as Qr,sep as Qt}from"node:path";function Xt(e){let t=o=>o.in==="checkout"?e.root:e.gitFolder,n=o=>J(t(o),...o.path.split("/"));return{read:o=>ns(t(o),n(o)),async write(o,r){await ss(n(o)),await Je(n(o),r,await rs(n(o),o))},async remove(o){await Yt(n(o)),await is(U(n(o)),t(o))},async alone(o){let r=J(e.gitFolder,"agentic-plan-init.lock"),s=await Ve({path:r,timeoutMs:Zr},o);return s.kind==="done"?s:{kind:"busy"}}}}async function ns(e,t){let n=await ve(t);return n==="in-the-way"?{kind:"refused",why:"not-regular"}:await os(e,U(t))?n===void 0?{kind:"absent"}:n.isFile()?n.size>Xr?{kind:"refused",why:"too-large"}:{kind:"file",bytes:await zr(t)}:{kind:"refused",why:"not-regular"}:{kind:"refused",why:"outside"}}async function ve(e){try{return await qr(e)}catch(t){let n=t instanceof Error&&"code"in t?t.code:void 0;if(n==="ENOENT")return;if(n==="ENOTDIR")return"in-the-way";throw t}}async function os(e,t){let n=Qr(e,t),o=await zt(e),r=e;for(let s of n===""?[]:n.split(Qt)){if(r=J(r,s),o=J(o,s),await ve(r)===void 0)return!0;if(await zt(r)!==o)return!1}return!0}async function rs(e,{executable:t}){let n=await ve(e),o=typeof n=="object"?n.mode&511:es&~process.umask();return t?o|ts&~process.umask():o}async function ss(e){let t=await Kr(U(e)).catch(()=>[]);for(let n of t.filter(o=>Be(e,o)))await Yt(J(U(e),n))}async function is(e,t){for(let n=e;n!==t&&n.startsWith(t+Qt);n=U(n))try{await Yr(n)}catch{return}}var Xr,Zr,es,ts,Zt=a(()=>{"use strict";zo();Yo();Xr=4e6,Zr=5e3,es=420,ts=493});var en,tn,ee=a(()=>{"use strict";Ko();Kt();or();Zt();tr();en=({config:e})=>Ue(e,"core.hookspath"),tn=({topLevel:e,commonDir:t})=>e===void 0?void 0:Xt({root:e,gitFolder:t})});function nn(e,t){let{ci:n,without:o,undo:r}=t.options,s=[...t.operands,...typeof n=="string"?[n]:[]],i=Array.isArray(o)?o.map(String):[],c=e.map(({name:l})=>l),p=[...s,...i].filter(l=>!c.includes(l)).map(l=>m("unknown-part",{name:l,known:c}));if(p.length>0)return{ok:!1,problems:p};let g=e.filter(({name:l,byDefault:$})=>s.length>0?s.includes(l):$||r===!0).filter(({name:l})=>!i.includes(l));return g.length>0?{ok:!0,value:g,warnings:[]}:{ok:!1,problems:[m("no-part",{known:c})]}}var on=a(()=>{"use strict";j()});function L(e,t={}){let[n,...o]=B(e);return{at:["mcpServers","agentic-plan"],value:{command:n,args:o,...t},mark:'"mcp"'}}var rn,A,_,B,k,w,C=a(()=>{"use strict";rn="agentic-plan hook agent",A=({isPackage:e},t,n)=>`${e?`${n===void 0?"":`"${n}"/`}node_modules/.bin/`:""}${rn} ${t}`,_=({isPackage:e})=>e?"npx --no-install agentic-plan":"agentic-plan",B=({isPackage:e})=>e?["npx","--no-install","agentic-plan","mcp"]:["agentic-plan","mcp"],k=(e,t)=>({path:e,in:"checkout",kind:"entries",entries:t}),w=(e,t)=>({at:["hooks",e],value:t,list:!0,mark:rn})});var as,an,sn,cn=a(()=>{"use strict";C();as="Edit|Write|MultiEdit|NotebookEdit|Bash",an={name:"claude",program:"claude",does:"sessions of Claude Code: hooks and tools",source:"https://code.claude.com/docs/en/hooks",files:e=>{let n=[{type:"command",command:A(e,"claude","$CLAUDE_PROJECT_DIR"),timeout:10}],o={matcher:as,hooks:n};return[k(".claude/settings.json",[w("PreToolUse",o),w("PostToolUse",o),...["SessionStart","UserPromptSubmit","SessionEnd"].map(r=>w(r,{hooks:n})),sn(`Bash(${_(e)}:*)`,"agentic-plan:*)"),sn("mcp__agentic-plan"),{at:["enabledMcpjsonServers"],value:"agentic-plan",list:!0,mark:"agentic-plan"}]),k(".mcp.json",[L(e)])]},trust:"claude asks once whether you trust this folder; its hooks run from then on"},sn=(e,t=e)=>({at:["permissions","allow"],value:e,list:!0,mark:t})});var cs,ds,dn,ln=a(()=>{"use strict";C();cs=["PreToolUse","PostToolUse","SessionStart","UserPromptSubmit","SessionEnd"],ds=["AGENTIC_HOLDER","AGENTIC_CLAIM","AGENTIC_DIR","AGENTIC_PATHS","AGENTIC_PROMPT"],dn={name:"codex",program:"codex",does:"sessions of Codex: hooks and tools",source:"https://developers.openai.com/codex/config-reference",files:e=>{let t=[{type:"command",command:A(e,"codex"),timeout:10}],[n,...o]=B(e);return[k(".codex/hooks.json",cs.map(r=>w(r,{hooks:t}))),{path:".codex/config.toml",in:"checkout",kind:"block",comments:"#",body:["[mcp_servers.agentic-plan]",`command = ${JSON.stringify(n)}`,`args = ${JSON.stringify(o)}`,`env_vars = ${JSON.stringify(ds)}`,'default_tools_approval_mode = "approve"',""].join(`
`)}]},trust:"codex asks once whether you trust this project and its hooks: say yes to both, else neither hooks nor tools run"}});var ls,un,pn=a(()=>{"use strict";C();ls=["preToolUse","postToolUse","sessionStart","userPromptSubmitted","sessionEnd"],un={name:"copilot",program:"copilot",does:"sessions of Copilot CLI: hooks and tools",source:"https://docs.github.com/en/copilot/concepts/agents/coding-agent/about-hooks",files:e=>[k(".github/hooks/agentic-plan.json",[{at:["version"],value:1,mark:"1"},...ls.map(t=>w(t,{type:"command",bash:A(e,`copilot ${t}`),timeoutSec:10}))]),k(".github/mcp.json",[L(e)])],trust:"copilot asks once whether you trust this folder (--trust-folder); without it, it passes over hooks and tools in silence"}});var us,fn,mn=a(()=>{"use strict";C();us="write_file|replace|run_shell_command",fn={name:"gemini",program:"gemini",does:"sessions of Gemini CLI: hooks and tools",source:"https://geminicli.com/docs/hooks/",files:e=>{let t=[{name:"agentic-plan",type:"command",command:A(e,"gemini"),timeout:10*1e3}];return[k(".gemini/settings.json",[...["BeforeTool","AfterTool"].map(n=>w(n,{matcher:us,hooks:t})),...["SessionStart","BeforeAgent","SessionEnd"].map(n=>w(n,{matcher:"*",hooks:t})),L(e,{trust:!0})])]},trust:"gemini asks once whether you trust this folder (GEMINI_CLI_TRUST_WORKSPACE=true where nobody can be asked)"}});var gn,ps,hn=a(()=>{"use strict";C();gn={name:"opencode",program:"opencode",does:"sessions of opencode: a plugin and tools",source:"https://opencode.ai/docs/plugins/",files:e=>[{path:".opencode/plugins/agentic-plan.js",in:"checkout",kind:"whole",comments:"//",body:ps(e)},k("opencode.json",[{at:["mcp","agentic-plan"],value:{type:"local",command:B(e),enabled:!0},mark:'"mcp"'}])],trust:"opencode asks nothing: its plugins run at once"},ps=({isPackage:e})=>`// Before an edit this asks agentic-plan, which claims the file on the way or says who has it. Where it does not answer, the edit goes on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const AgenticPlan = async ({ directory, worktree }) => {
  const program = ${e?"join(worktree ?? directory, 'node_modules/.bin/agentic-plan')":"'agentic-plan'"};
  const parents = new Map(); // a session that another one has started works for that one
  const sessionOf = (id) => (parents.has(id) ? sessionOf(parents.get(id)) : id);
  const ask = (event, session, more) =>
    new Promise((resolve) => {
      const child = spawn(program, ['hook', 'agent', 'opencode'], {
        cwd: directory,
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: ${10*1e3},
      });
      let said = '';
      child.stdout.on('data', (chunk) => { said += chunk; });
      child.on('error', () => resolve({}));
      child.stdin.on('error', () => {});
      child.on('close', () => {
        try { resolve(said === '' ? {} : JSON.parse(said)); } catch { resolve({}); }
      });
      const call = { dialect: 'plugin', agent: 'opencode', hook_event_name: event, session_id: sessionOf(session), cwd: directory };
      child.stdin.end(JSON.stringify({ ...call, ...more }));
    });
  return {
    'tool.execute.before': async ({ tool, sessionID }, { args }) => {
      const { decision, reason } = await ask('PreToolUse', sessionID, { tool_name: tool, tool_input: args });
      if (decision === 'deny') throw new Error(reason);
    },
    'tool.execute.after': async ({ tool, sessionID, args }, output) => {
      const { context } = await ask('PostToolUse', sessionID, { tool_name: tool, tool_input: args ?? {} });
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
`});async function kn(e){let t=await ke({executables:z,env:e.context.env}),n=await e.workspace.settings(E(e.input)),o=n.ok?fs(n.value):[];return z.filter(r=>t.includes(r)||o.includes(r))}async function v({files:e},t){let n=await e.read({path:t,in:"checkout"});return n.kind==="file"?Buffer.from(n.bytes).toString("utf8"):void 0}async function V(e){let t=await v(e,"package.json")??"";return{isPackage:/"agentic-plan"\s*:/.test(t)}}var yn,fs,W=a(()=>{"use strict";me();Q();ee();yn=({input:e},t)=>e.operands.includes(t);fs=({agents:e})=>e.flatMap(({preset:t})=>z.filter(n=>Y(n)===t))});var ms,wn,bn,Sn=a(()=>{"use strict";cn();ln();pn();mn();hn();W();ms=({name:e,program:t,does:n,source:o,files:r,trust:s})=>({name:e,does:n,source:o,byDefault:!0,places:async i=>r(await V(i)),async compose(i){return{ok:!0,value:await wn(i,{name:e,program:t})?r(await V(i)):[],warnings:[]}},async todo(i){return await wn(i,{name:e,program:t})?[s]:[]}}),wn=async(e,{name:t,program:n})=>yn(e,t)||(await e.programsAtHand()).includes(n),bn=[an,dn,fn,un,gn].map(ms)});function Pn(e){for(let t of gs){let n=t(e);if(n!==void 0)return n}}function q(e,t){return n=>n.has(e)?t:void 0}function hs(e){try{let{scripts:t}=JSON.parse(e??"");return typeof t?.test=="string"&&!t.test.includes("no test specified")}catch{return!1}}function ys(e){return e.has("pnpm-lock.yaml")?"pnpm":e.has("yarn.lock")?"yarn":e.has("bun.lockb")?"bun run":"npm"}var $n,gs,ks,xn=a(()=>{"use strict";$n=["package.json","pnpm-lock.yaml","yarn.lock","bun.lockb","Cargo.toml","go.mod","pyproject.toml","tox.ini","pytest.ini","mvnw","pom.xml","gradlew","build.gradle","build.gradle.kts","composer.json","Gemfile","Makefile"];gs=[e=>hs(e.get("package.json"))?`${ys(e)} test`:void 0,q("Cargo.toml","cargo test"),q("go.mod","go test ./..."),e=>e.has("tox.ini")?"tox":ks(e)?"python -m pytest":void 0,q("mvnw","./mvnw -q verify"),q("pom.xml","mvn -q verify"),q("gradlew","./gradlew check"),e=>e.has("build.gradle")||e.has("build.gradle.kts")?"gradle check":void 0,e=>/"test"\s*:/.test(e.get("composer.json")??"")?"composer test":void 0,e=>/\brspec\b/.test(e.get("Gemfile")??"")?"bundle exec rspec":void 0,e=>/^test:/m.test(e.get("Makefile")??"")?"make test":void 0];ks=e=>e.has("pytest.ini")||/\bpytest\b/.test(e.get("pyproject.toml")??"")});function On(e){let t=e.agents.map(({name:r,preset:s})=>`  ${r}: { preset: ${s} }
`).join(""),n=`# agents:                       # none was found on PATH; for example
#   claude: { preset: claude-code, at_once: 2 }
`,o=e.verify===void 0?`# verify: npm test               # what tests the whole
`:`verify: ${JSON.stringify(e.verify)}
`;return{...vn,body:`# Who works here, and what tests the whole. All keys: docs/configuration.md of agentic-plan
${t===""?n:`agents:
${t}`}${o}# Agents at work at the same time, and all minutes that a run may use.
limits: { agents: 3, minutes: 90 }
`}}var vn,Tn,En=a(()=>{"use strict";vn={path:".agentic-planrc.yaml",in:"checkout",kind:"whole",comments:"#"},Tn=vn});var An,Fn=a(()=>{"use strict";me();xn();En();Q();W();An={name:"config",does:"the agents that are here, and what tests the whole: .agentic-planrc.yaml",source:"docs/configuration.md",byDefault:!0,places:async()=>[Tn],async compose(e){let t=await e.workspace.settings(E(e.input));if(!t.ok)return t;if(t.value.source!==void 0)return{ok:!0,value:[],warnings:[]};let n=new Map;for(let r of $n){let s=await v(e,r);s!==void 0&&n.set(r,s)}let o=(await e.programsAtHand()).flatMap(r=>{let s=Y(r);return s===void 0?[]:[{name:r,preset:s}]});return{ok:!0,value:[On({agents:o,verify:Pn(n)})],warnings:[]}},todo:async()=>[]}});var F,T,Te,_n,Oe,te,Ee,Cn,In,Ae=a(()=>{"use strict";Tr();F=["pre-commit","pre-push","post-merge"],T="agentic-plan-hook.sh",Te=e=>[te(e),...F.flatMap(t=>[Ee(e,t),Cn(e,t)])],_n=(e,t)=>[Oe(e),...F.map(n=>t.has(n)?{...Cn(e,n),body:In(e,n),way:{reader:"shell",pasted:T}}:{...Ee(e,n),body:`#!/bin/sh
${In(e,n)}`})],Oe=e=>({...te(e),body:Qe}),te=({in:e,folder:t})=>({path:t===""?T:`${t}/${T}`,in:e,kind:"whole",comments:"#",executable:!0}),Ee=({in:e,folder:t},n)=>({path:`${t}/${n}`,in:e,kind:"whole",comments:"#",executable:!0}),Cn=(e,t)=>({...Ee(e,t),kind:"block"}),In=({in:e,folder:t},n)=>`sh ${e==="checkout"?`${t}/${T}`:`"$(dirname "$0")/${T}"`} ${n} "$@" || ${n.startsWith("pre-")?"[ $? -ne 1 ] || exit 1":":"}
`});var ws,bs,Ss,Fe,Wn,Nn,Hn,jn=a(()=>{"use strict";Ae();ws={paths:["lefthook.yml",".lefthook.yml","lefthook.yaml",".lefthook.yaml"],home:{in:"checkout",folder:".lefthook"},install:"lefthook install",body:()=>F.map(e=>`${e}:
  commands:
    agentic-plan:
      run: sh .lefthook/${T} ${e}${e==="pre-commit"?"":" {0}"}
${e==="pre-push"?`      use_stdin: true
`:""}`).join("")},bs={"pre-commit":["agentic-plan-commit","who else is on these files"],"pre-push":["agentic-plan-push","who else is on these files"],"post-merge":["agentic-plan-merge","what moved under your claims"]},Ss={paths:[".pre-commit-config.yaml"],home:{in:"checkout",folder:""},install:`pre-commit install ${F.map(e=>`--hook-type ${e}`).join(" ")}`,body:e=>{let t=F.map(o=>{let[r,s]=bs[o];return`    - id: ${r}
      name: ${s}
      entry: sh ${T} ${o}
      language: system
      stages: [${o}]
      always_run: true
      pass_filenames: false
      verbose: true
`}),[,n=""]=/^( *)- +repo:/m.exec(e)??[];return`- repo: local
  hooks:
${t.join("")}`.replaceAll(/^/gm,n).replace(/ +$/,"")}},Fe=[ws,Ss],Wn=({home:e,paths:t})=>[te(e),...t.map(Hn)],Nn=(e,t,n)=>[Oe(e.home),{...Hn(t),body:e.body(n),way:{reader:"yaml",pasted:T}}],Hn=e=>({path:e,in:"checkout",kind:"block",comments:"#"})});async function Mn(e){for(let t of Fe)for(let n of t.paths){let o=await e.files.read({path:n,in:"checkout"});if(o.kind==="absent")continue;let r=await v(e,n)??"",[s,i]=Nn(t,n,r);if(i.way!==void 0&&r.includes(i.way.pasted)&&!r.includes("agentic-plan:begin"))return{list:t,files:[],isTaken:!1};let c=X(i,o).kind!=="kept";return{list:t,files:c?[s,i]:[i],isTaken:c}}}async function Rn(e){let t=await e.workspace.clone(),n=t.ok?en(t.value):void 0;return n===void 0?Gn:/(^|\/)\.husky(\/_)?\/?$/.test(n)?Ln:void 0}async function $s(e,t){let n=new Set;for(let o of F){let r=await e.files.read({path:`${t.folder}/${o}`,in:t.in});if(r.kind==="absent")continue;(r.kind==="file"?Buffer.from(r.bytes).toString("utf8"):"").includes("agentic-plan:file")||n.add(o)}return _n(t,n)}var Gn,Ln,Dn,Un=a(()=>{"use strict";$e();Ae();jn();ee();W();Gn={in:"git-folder",folder:"hooks"},Ln={in:"checkout",folder:".husky"},Dn={name:"hooks",does:"git says at a commit, a push and a merge who else is on the files",source:"docs/hooks.md",byDefault:!0,places:async()=>[...Te(Gn),...Te(Ln),...Fe.flatMap(e=>Wn(e))],async compose(e){let t=await Mn(e);if(t!==void 0)return{ok:!0,value:t.files,warnings:[]};let n=await Rn(e);return{ok:!0,value:n===void 0?[]:await $s(e,n),warnings:[]}},async todo(e){let t=await Mn(e);return t!==void 0?t.isTaken?[t.list.install]:[]:await Rn(e)!==void 0?[]:["git\u2019s hooks are in a folder of another tool here: its lines are in docs/hooks.md of agentic-plan"]}}});function Jn(e,t){let n=t===void 0?void 0:Me[t],o=n?.secret,r=new Set(n?.variables);return{name:e.id,...n?.install===void 0?{}:{install:n.install},...o===void 0?{}:{secret:o},more:[...new Set(e.passes)].filter(s=>!r.has(s)&&s!==o&&Ps(s))}}var Ps,Bn=a(()=>{"use strict";me();Ps=e=>/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(e)});var O,I,ne=a(()=>{"use strict";O={checkout:{action:"actions/checkout",commit:"3d3c42e5aac5ba805825da76410c181273ba90b1",tag:"v7"},setupNode:{action:"actions/setup-node",commit:"820762786026740c76f36085b0efc47a31fe5020",tag:"v7"},upload:{action:"actions/upload-artifact",commit:"bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",tag:"v7.0.0"},download:{action:"actions/download-artifact",commit:"3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",tag:"v8.0.1"}},I=({action:e,commit:t,tag:n})=>`${e}@${t} # ${n}`});function u(e,t){return e.replace(/^\n+|\n+$/g,"").split(`
`).map(n=>n===""?"":" ".repeat(t)+n).join(`
`)}var d,b=a(()=>{"use strict";d=e=>`\${{ ${e} }}`});function h({action:e},t){return[`- name: ${t.name}`,`  id: ${t.id}`,...t.when===void 0?[]:[`  if: ${t.when}`],`  uses: ${I(e)}`,...t.env===void 0||t.env.length===0?[]:["  env:",...t.env.map(n=>`    ${n}`)],"  with:",...t.with.map(n=>u(n,4))].join(`
`)}function xs({agents:e}){let t=e.flatMap(({name:n,secret:o})=>o===void 0?[]:[`  ${d(`secrets.${o} == '' && '${n}' || ''`)}`]);return t.length===0?[]:[["without: >-",...t].join(`
`)]}var S,oe,re,se,ie,ae,N=a(()=>{"use strict";ne();b();S=e=>`
- uses: ${I(O.checkout)}
  with:${e===void 0?"":`
    ref: ${d(e)}`}
    fetch-depth: 0
    persist-credentials: false`;oe=e=>[...xs(e),`job-minutes: '${e.workMinutes}'`,`max-parallel: '${e.atOnce}'`],re=`
- name: Set-up of the team, from the base
  uses: ${I(O.checkout)}
  with:
    ref: ${d("needs.plan.outputs.base")}
    path: .agentic-setup
    sparse-checkout: .github/actions/agentic-setup
    persist-credentials: false
- if: hashFiles('.agentic-setup/.github/actions/agentic-setup/action.yml') != ''
  uses: ./.agentic-setup/.github/actions/agentic-setup # zizmor: ignore[self-repository] it is of the base, checked out above`,se=e=>`
- uses: ${I(O.download)}
  with:
    pattern: agentic-${d("needs.plan.outputs.run")}-${e}-*
    path: ${d("runner.temp")}/agentic-results`,ie=(e,t)=>`
- if: ${t}
  uses: ${I(O.upload)}
  with:
    name: ${d(`steps.${e}.outputs.artifact`)}
    path: ${d(`steps.${e}.outputs.folder`)}
    include-hidden-files: true
    overwrite: true
    retention-days: 7`,ae=`results: ${d("runner.temp")}/agentic-results`});var Vn,qn=a(()=>{"use strict";N();b();Vn=e=>`
plan:
  name: Plan
  runs-on: ubuntu-latest
  timeout-minutes: 15
  concurrency:
    group: agentic-plan-${d("github.event.pull_request.number || github.ref")}
    cancel-in-progress: false
  permissions:
    contents: write # the run and the claims of its first wave are refs (refs/agentic/*); without it nothing is started
    pull-requests: write # the comment and its labels; without it there are none
  outputs:
    run: ${d("steps.plan.outputs.run")}
    base: ${d("steps.plan.outputs.base")}
    sha: ${d("steps.plan.outputs.sha")}
    matrix: ${d("steps.plan.outputs.matrix")}
    has-tasks: ${d("steps.plan.outputs.has-tasks")}
  steps:
${u(S(),4)}
${u(h(e,{id:"plan",name:"Plan, and claim the first wave",with:["command: plan","claim: 'true'",`run: ${d("inputs.run")}`,`accept: ${d("inputs.accept")}`,`again: ${d("inputs.again")}`,...oe(e)]}),4)}`});var Kn,Ie,zn=a(()=>{"use strict";N();b();Kn=(e,t,n)=>`
publish-${t}:
  name: Publish (wave ${t})
  needs: [${[...new Set(["plan",n,`work-${t}`,`verify-${t}`])].join(", ")}]
  if: ${d(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 15
  permissions:
    contents: write # results, and the claims of the next wave
    pull-requests: write # the comment, and a pull request of the results where one is wanted
${Ie(e,t)?`    actions: write # goes on with what is left, in a new run of this workflow; without it a person does
`:""}  outputs:
    sha: ${d("steps.publish.outputs.sha")}
    matrix: ${d("steps.publish.outputs.matrix")}
    has-tasks: ${d("steps.publish.outputs.has-tasks")}
  steps:
${u(S(`needs.${n}.outputs.sha`),4)}
${u(se(t),4)}
${u(h(e,{id:"publish",name:Ie(e,t)?"Publish the wave":"Publish the wave, and claim the next one",with:["command: publish",`run: ${d("needs.plan.outputs.run")}`,`wave: '${t}'`,ae,...["tree","verified","left"].map(o=>`${o}: ${d(`needs.verify-${t}.outputs.${o}`)}`),...oe(e),...Ie(e,t)?["last: 'true'"]:[]]}),4)}`,Ie=({waves:e},t)=>t===e});var Yn,Qn=a(()=>{"use strict";N();b();Yn=(e,t)=>`
release:
  name: Give back what is left
  needs: [${t.join(", ")}]
  if: ${d("always() && (needs.plan.outputs.run != '' || needs.plan.result != 'success')")}
  runs-on: ubuntu-latest
  timeout-minutes: 10
  permissions:
    contents: write # claims are given back by moving refs
  steps:
${u(S("needs.plan.outputs.sha"),4)}
${u(h(e,{id:"release",name:"Give back what is left",with:["command: release",`run: ${d("needs.plan.outputs.run")}`]}),4)}`});var Xn,Zn=a(()=>{"use strict";N();b();Xn=(e,t,n)=>`
verify-${t}:
  name: Verify (wave ${t})
  needs: [${[...new Set(["plan",n,`work-${t}`])].join(", ")}]
  if: ${d(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 60
  permissions:
    contents: read # the checkout and the refs; it executes what agents wrote
  outputs:
    tree: ${d("steps.verify.outputs.tree")}
    verified: ${d("steps.verify.outputs.verified")}
    left: ${d("steps.verify.outputs.left")}
  steps:
${u(S(`needs.${n}.outputs.sha`),4)}
${u(re,4)}
${u(se(t),4)}
${u(h(e,{id:"verify",name:"Test the work of the wave, together",with:["command: verify",`run: ${d("needs.plan.outputs.run")}`,`wave: '${t}'`,ae]}),4)}
${u(ie("verify",d("!cancelled() && steps.verify.outputs.artifact != ''")),4)}`});var K,_e=a(()=>{"use strict";b();K=(e,t)=>[`command: ${e}`,`run: ${d("needs.plan.outputs.run")}`,`wave: '${t}'`,`task: ${d("matrix.task")}`]});function vs(e,t,n){let o=d(`steps.begin.outputs.go == 'true' && matrix.agent == '${t.name}'`),r=[...t.secret===void 0?[]:[t.secret],...t.more],s=h(e,{id:`work-${Es(t.name)}`,name:`Work of ${t.name}`,when:o,env:r.map(i=>`${i}: ${d(`secrets.${i}`)}`),with:K("work",n)});return t.install===void 0?s:`${Ts(t,t.install,o)}
${s}`}function Os({from:e,name:t,version:n,afterInstall:o}){if(e==="pypi")return[`pipx install '${t}==${n}'`];let r=`npm install --global --ignore-scripts --no-audit --no-fund '${t}@${n}'`;return o===void 0?[r]:[r,`node "$(npm root --global)/${t}/${o}"`]}var eo,Ts,Es,As,to=a(()=>{"use strict";N();_e();b();eo=(e,t)=>[...e.agents.map(n=>vs(e,n,t)),As].join(`
`);Ts=({name:e},t,n)=>[`- name: Install ${e}`,`  if: ${n}`,"  run: | # zizmor: ignore[adhoc-packages] its version is named; it is a tool of the job, in nobody's lock file",...Os(t).map(o=>`    ${o}`)].join(`
`);Es=e=>e.replaceAll(".","_"),As=`# A vendor's own action may do the work instead of a step above: it changes files of the checkout, and the next step
# collects them. Its commit, its inputs and its secret are yours to choose:
#   - if: steps.begin.outputs.go == 'true' && matrix.agent == 'claude'
#     uses: anthropics/claude-code-action@<commit>
#     with:
#       prompt: Do what the file \${{ steps.begin.outputs.prompt-file }} asks for. Change no other paths than those that it names.
#       anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}`});var no,oo=a(()=>{"use strict";ne();to();N();_e();b();no=(e,t,n)=>`
work-${t}:
  name: ${d("matrix.task")} (wave ${t})
  needs: ${n==="plan"?"plan":`[plan, ${n}]`}
  if: ${d(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: ${e.workMinutes}
  permissions:
    contents: read # the checkout, and the refs that say what the task is; an agent's job can push nothing
  strategy:
    fail-fast: false
    max-parallel: ${e.atOnce}
    matrix: ${d(`fromJSON(needs.${n}.outputs.matrix)`)}
  steps:
${u(S(`needs.${n}.outputs.sha`),4)}
    - uses: ${I(O.setupNode)}
      with:
        node-version: 24
        package-manager-cache: false # jobs that run agents never save a cache
${u(re,4)}
${u(h(e,{id:"begin",name:"What is to be done",with:K("begin",t)}),4)}
${u(eo(e,t),4)}
${u(h(e,{id:"end",name:"What came of it",when:d("!cancelled() && steps.begin.outputs.go == 'true'"),with:K("end",t)}),4)}
${u(ie("end",d("!cancelled() && steps.end.outputs.artifact != ''")),4)}`});function ro(e){let t=Array.from({length:e.waves},(s,i)=>i+1),n=s=>s===1?"plan":`publish-${s-1}`,o=t.flatMap(s=>[`work-${s}`,`verify-${s}`,`publish-${s}`]),r=[Vn(e),...t.flatMap(s=>[no(e,s,n(s)),Xn(e,s,n(s)),Kn(e,s,n(s))]),Yn(e,["plan",...o])];return`${Fs}
${r.map(s=>u(s,2)).join(`

`)}
`}var Fs,so=a(()=>{"use strict";qn();zn();Qn();Zn();oo();b();Fs=`# Agents work off the plan of a pull request, a job for each task, wave by wave. Written by
# \`agentic-plan init --ci github\`: run it again to renew it, with --undo to take it away. Once changed by hand it is
# yours, and init leaves it alone. What it does and what it may: docs/ci.md of agentic-plan.
#
# work-*     an agent's job; it has a read-only token, and what it made leaves as an artifact
# verify-*   runs your tests on the work of the wave, together; as little trusted as the agents
# publish-*  may write; executes nothing that an agent or a pull request wrote
name: agentic-plan

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

jobs:`});function io(e,t){return[...[...new Set(t.flatMap(({secret:o})=>o===void 0?[]:[o]))].map(o=>`gh secret set ${o}`),`git add ${e} && git commit -m "Agents in CI"   and merge it: pull requests after that get agents`,"what your agents and tests need to be installed: .github/actions/agentic-setup/action.yml (docs/ci.md)"]}var ao=a(()=>{"use strict"});function co(e){let t=new Set(Object.values(O).map(({action:n})=>n));for(let[,n="",o="",r=""]of e.matchAll(Is))if(!t.has(n))return{action:n,commit:o,tag:r}}var Is,lo=a(()=>{"use strict";ne();Is=/uses: ([\w.-]+\/[\w.-]+)@([0-9a-f]{40}) # (\S[^\n]{0,60})/g});async function uo(e){let t=`refs/tags/${e.tag}`,n=await De({args:["ls-remote","--quiet","--end-of-options",e.url,"HEAD",t,`${t}^{}`],cwd:e.cwd,timeoutMs:_s,maxBytes:1e5,remote:{ssh:void 0,mayAsk:!1}});if(n.cut)return{kind:"not-found",detail:"no answer"};if(n.code!==0)return{kind:"not-found",detail:n.stderr.trim().split(`
`)[0]??""};let o=Cs(n.stdout.toString("utf8")),r=o.get(`${t}^{}`)??o.get(t),s=r??o.get("HEAD");return s===void 0?{kind:"not-found",detail:"it has no commit"}:{kind:"found",commit:s,tagged:r!==void 0}}function Cs(e){let t=new Map;for(let n of e.split(`
`)){let[,o,r]=/^([0-9a-f]{40}|[0-9a-f]{64})\t(\S+)$/.exec(n)??[];o!==void 0&&r!==void 0&&t.set(r,o)}return t}var _s,po=a(()=>{"use strict";qo();_s=1e4});async function mo({cwd:e}){let t=await uo({cwd:e,url:fo,tag:ce});if(t.kind==="not-found")return{ok:!1,problems:[m("action-not-pinned",{action:Ce,detail:t.detail})]};let n=t.tagged?ce:"main";return{ok:!0,value:{commit:t.commit,tag:n},warnings:[]}}var fo,Ce,ce,go=a(()=>{"use strict";Ro();j();po();fo=pe.repository.url.replace(/^git\+/,""),Ce=new URL(fo).pathname.slice(1).replace(/\.git$/,""),ce=`v${pe.version}`});async function ho({context:e,input:t,workspace:n},o){let{action:r}=t.options;if(typeof r=="string")return Ns(r);let s=o===void 0?void 0:co(o);if(s!==void 0&&(s.tag===ce||!/^v\d/.test(s.tag)))return{ok:!0,value:s,warnings:[]};let i=await n.clone();if(!i.ok)return i;let c=await mo({cwd:i.value.topLevel??e.cwd});return c.ok?{...c,value:{action:Ce,...c.value}}:c}function Ns(e){let[,t,n]=Ws.exec(e)??[];if(t!==void 0&&n!==void 0)return{ok:!0,value:{action:t,commit:n,tag:"as given to init"},warnings:[]};let o=`--action ${e} is no <owner>/<name>@<commit>`;return{ok:!1,problems:[m("usage",{message:o,remedy:"write all 40 digits of the commit: a tag can be moved"})]}}var Ws,yo=a(()=>{"use strict";j();lo();go();Ws=/^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/});async function Rs(e){let t=Ls(e.input.options.waves);if(!t.ok)return t;let n=await bo(e);if(!n.ok)return n;let o=$o(n.value);if(o.length===0)return{ok:!1,problems:[m("no-agents-in-ci",{})]};let r=await e.files.read(de),s=r.kind==="file"?Buffer.from(r.bytes).toString("utf8"):void 0,i=await ho(e,s);if(!i.ok)return i;let{limits:c}=n.value,p=ro({action:i.value,waves:t.value,agents:o,atOnce:c.agents,workMinutes:Gs(So(n.value))});return{ok:!0,value:[{...de,body:p}],warnings:n.warnings}}function Ls(e){let t=e===void 0?Hs:Number(e);if(Number.isInteger(t)&&t>=1&&t<=ko)return{ok:!0,value:t,warnings:[]};let n=`--waves ${String(e)} is not a number from 1 to ${ko}`;return{ok:!1,problems:[m("usage",{message:n,remedy:"what needs more waves goes on in a new run of the workflow"})]}}var de,Hs,ko,js,Ms,wo,bo,So,$o,Gs,Po=a(()=>{"use strict";Qo();j();Bn();so();ao();Q();yo();de={path:".github/workflows/agentic-plan.yml",in:"checkout",kind:"whole",comments:"#"},Hs=3,ko=9,js=15,Ms=360,wo={name:"github",does:"agents on GitHub\u2019s runners, wave by wave: .github/workflows/agentic-plan.yml",source:"https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",byDefault:!1,places:async()=>[de],compose:Rs,async todo(e){let t=await bo(e);return io(de.path,t.ok?$o(t.value):[])}};bo=({workspace:e,input:t})=>e.settings(E(t)),So=({agents:e})=>e.filter(({origin:t,runnable:n})=>t==="configured"&&n),$o=e=>So(e).map(t=>Jn(t,qe({name:t.id,preset:t.preset,command:t.command}))),Gs=e=>Math.min(Ms,Math.ceil(Math.max(...e.map(({timeoutMinutes:t})=>t)))+js)});var xo,Ds,vo=a(()=>{"use strict";C();xo=(e,t)=>({path:e,in:"checkout",kind:"block",comments:"<!-- -->",body:Ds(t)}),Ds=({own:e,leaseMinutes:t,mode:n})=>`## Other agents work here too
Before your first edit: \`${_(e)} claim <paths you will change> --task "<a few words>"\` (a directory covers all below it).
- Exit 0: they are yours for ${t} min. Repeat the command to renew; add paths to widen. Repeating is always safe.
- Exit 3: somebody holds them and nothing was changed. ${n==="enforce"?"Do not edit those paths and do not work around them elsewhere.":"Here that is advice, not a lock: rather take other work first."}
  Take what is listed as \`free\`, or repeat with \`--wait 25s\` up to three times, then stop and report who holds what.
- Exit 4: it could not ask (sandbox, network, read-only .git). Request approval for that one command; if refused, stop and say so.
- Several agents in one checkout: each sets \`AGENTIC_HOLDER\` to a name of its own, unless its hooks are set up (\`${_(e)} init\`).
- \`$AGENTIC_CLAIM\` is set: you were started with a claim. Edit only \`$AGENTIC_PATHS\`; the same command asks for more.
- Before you finish: \`${_(e)} check\`, then \`${_(e)} release\`. Never delete refs/agentic/*, never \`--no-verify\`.
`});async function Js(e){let t=await e.programsAtHand();return["AGENTS.md",...(await Promise.all(To.map(async([o,r])=>{let s=await v(e,o);return(s===void 0?t.includes(r):!s.includes("@AGENTS.md"))?[o]:[]}))).flat()]}var To,Oo,Us,Eo=a(()=>{"use strict";vo();Q();W();To=[["CLAUDE.md","claude"],["GEMINI.md","gemini"]],Oo={name:"instructions",does:"what agents do before they edit: a section of AGENTS.md, CLAUDE.md, GEMINI.md",source:"https://agents.md/",byDefault:!0,places:async()=>["AGENTS.md",...To.map(([e])=>e)].map(Us),async compose(e){let t=await e.workspace.settings(E(e.input)),{leaseMinutes:n,mode:o}=t.ok?t.value.claims:{leaseMinutes:30,mode:"enforce"},[r,s]=[await Js(e),await V(e)];return{ok:!0,value:r.map(i=>xo(i,{own:s,leaseMinutes:n,mode:o})),warnings:[]}},todo:async()=>[]},Us=e=>({path:e,in:"checkout",kind:"block",comments:"<!-- -->"})});var Ao,We,Bs,Fo=a(()=>{"use strict";Ao=/(?:^|\/)(?:(?:sma|scrum_?master)[^/]*\/(?:[^/]*_)?persona_rules|(?:sma|scrum_?master)[^/]*_persona_rules)\.ya?ml(?:\.j2)?$/i,We=e=>({path:e,in:"checkout",kind:"block",comments:"#",body:Bs}),Bs=`background_coordination:
  analysis:
    - "Before work is given out run: agentic-plan --json, which looks at the change, at open branches and at claims, and derives the tasks"
    - "Rest every task on the evidence that the plan names: file, line and text; add none without evidence"
  selection:
    - "Give each task to the agent that the plan names; where it names none say which skill is missing"
    - "Never give two agents the same files at once: agentic-plan claim <paths> --task <id> comes before the first edit"
    - "A refused claim (exit code 3) is answered by other work, or by waiting in line; never by editing all the same"
  priorities:
    - "Take tasks in the order of the plan: what others wait for first, then by the priority that it shows"
    - "Raise what serves the sprint goal; change the configuration for that, not the order by hand"
  monitoring:
    - "agentic-plan status --all says who is on what; agentic-plan run --dry-run says what would start"
    - "Name what is blocked, since when, by whom, and the way out that the plan offers; escalate what a person has to decide"
    - "Before anything is called done: agentic-plan check, then agentic-plan release"
  memory_patterns:
    store: "after each run: planned and actual minutes, conflicts that were predicted and met, claims that were waited for"
    use: "paths that made agents wait and never conflicted are proposed for claims.mergeable"
`});async function Io({workspace:e}){let t=await e.place();return t.ok?(await t.value.finder.tracked()).filter(n=>Ao.test(n)):[]}var Vs,_o,Co=a(()=>{"use strict";Fo();W();Vs=/^background_coordination\s*:/m,_o={name:"personas",does:"rules for the Scrum Master of AgenticScrum: a section of its persona_rules.yaml",source:"persona_rules.yaml, as AgenticScrum writes it",byDefault:!0,places:async e=>(await Io(e)).map(We),async compose(e){let t=await Io(e);return{ok:!0,value:(await Promise.all(t.map(async r=>[r,await v(e,r)??""]))).filter(([,r])=>!Vs.test(r)||r.includes("agentic-plan:begin")).map(([r])=>We(r)),warnings:[]}},todo:async()=>[]}});var Wo,No=a(()=>{"use strict";Sn();Fn();Un();Po();Eo();Co();Wo=[An,Oo,...bn,Dn,_o,wo]});async function dd(e,t){let n=nn(Wo,t);if(!n.ok)return M(e,n.problems);let o=ze(e),r=await o.clone();if(!r.ok)return M(e,r.problems);let s=tn(r.value);if(s===void 0)return M(e,[m("no-checkout",{})]);let i=Ke(()=>kn({context:e,input:t,workspace:o})),c={context:e,input:t,workspace:o,files:s,programsAtHand:i},p=t.options.undo===!0,f=p?await Ks(c,n.value):await qs(c,n.value);if(!f.ok)return M(e,f.problems);let g=f.value.changes.map(({place:P,...D})=>({path:Ho(P),in:P.in,...D})),l=f.value.kept.map(({place:P,why:D,lines:le=""})=>m("setup-kept",{path:Ho(P),why:D,lines:le.trimEnd()}));Le(e,[...f.warnings,...l]),!e.json&&t.options.yes!==!0&&Xs(e,g);let $=g.length===0?zs(l):await Ys(e,t);if($==="written"){let P=await Xe(s,f.value.changes);if(!P.ok)return M(e,P.problems)}let H=$==="written"?await Qs(c,n.value):[];return Zs(e,{undo:p,outcome:$,changes:g,kept:l,todo:H,given:e.given})}async function qs(e,t){let n=[],o=[],r=[];for(let s of t){let i=await s.compose(e);i.ok?(n.push(...i.value),r.push(...i.warnings)):o.push(...i.problems)}return o.length>0?{ok:!1,problems:o}:{ok:!0,value:await Nt(e.files,n),warnings:r}}async function Ks(e,t){let n=await Promise.all(t.map(o=>o.places(e)));return{ok:!0,value:await Ht(e.files,n.flat()),warnings:[]}}async function Ys(e,{options:t}){return t.yes===!0?"written":t.check===!0||e.json||!ge()?"shown":await xe(Jt,e.signal)?"written":"declined"}async function Qs(e,t){return(await Promise.all(t.map(n=>n.todo(e)))).flat()}function Xs({output:e},t){let n=He(e.colour);t.length>0&&e.result(t.map(o=>Dt(o,n)).join(`
`))}function Zs(e,t){return e.json?e.output.result(Ge(Vt(t))):e.output.say(Bt(t)),t.outcome==="shown"||t.kept.length>0?fe.found:fe.done}var Ho,zs,ld,ud,pd,fd,md,gd,hd,yd,kd,wd,bd,Sd,ei=a(()=>{Ze();Mt();j();Go();Bo();Do();Ut();qt();Zo();ee();er();Vo();on();No();W();Ho=({path:e,in:t})=>t==="checkout"?e:`.git/${e}`,zs=e=>e.length===0?"nothing-to-do":"kept";ld=()=>(Er(),y(Or)),ud=()=>(vr(),y(xr)),pd=()=>(Pr(),y($r)),fd=()=>(Sr(),y(br)),md=()=>(wr(),y(kr)),gd=()=>(gr(),y(mr)),hd=()=>(fr(),y(pr)),yd=()=>(ur(),y(lr)),kd=()=>(dr(),y(cr)),wd=()=>(ar(),y(ir)),bd=()=>(sr(),y(rr)),Sd=()=>(yr(),y(hr))});ei();export{ld as reached0,ud as reached1,bd as reached10,Sd as reached11,pd as reached2,fd as reached3,md as reached4,gd as reached5,hd as reached6,yd as reached7,kd as reached8,wd as reached9,dd as runInit};
