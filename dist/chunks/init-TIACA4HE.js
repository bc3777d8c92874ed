import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{Aa as mr,I as or,J as rr,X as sr,Y as ir,c as he,d as ye,e as Ye,f as Zo,ka as ar,la as cr,t as tr,u as nr,za as fr}from"./chunk-MNPG2PHY.js";import"./chunk-2GO43Z5K.js";import{A as pr,J as gr,K as hr,T as yr,U as kr,ba as wr,ca as br,la as Sr,ma as $r,p as dr,q as lr,z as ur}from"./chunk-TKY7UPLR.js";import"./chunk-7ALXW32N.js";import{R as Qe,S as Pr,U as xr,V as vr,a as jo,b as pe,e as Le,f as Uo,g as j,h as De,j as Jo,r as O,s as Q}from"./chunk-N23YS57S.js";import"./chunk-F7FBPVIU.js";import{gb as ke,jb as er,r as je,x as Go}from"./chunk-56NQCMBW.js";import{Di as ge,Ei as Xo,Lb as Re,Mf as Yo,Nb as z,Pb as Y,Qc as Je,Rb as me,Rc as Vo,Wd as qe,We as Ke,Xd as Ko,Xe as zo,Yb as Ge,_b as Do,b as a,bd as Be,cd as Ve,e as No,f as k,fd as qo,gb as Me,hb as Lo,l as ue,o as Ho,q as m,s as H,si as ze,t as fe,tc as Ue,u as Mo,uc as Bo,ui as Qo,y as He,z as Ro}from"./chunk-PYJJCUL4.js";async function Xe(e,t){let n=await e.alone(async()=>{let r=await Tr(e,t);if(r.length>0)return r;for(let{place:s,after:i}of t)i===void 0?await e.remove(s):await e.write(s,i);return[]}),o=n.kind==="busy"?[m("setup-busy",{})]:n.value;return o.length===0?{ok:!0,value:void 0,warnings:[]}:{ok:!1,problems:o}}async function Tr(e,t){let n=await Promise.all(t.map(({place:r})=>e.read(r))),o=t.flatMap(({place:r,before:s},i)=>{let d=n[i];return(s===void 0?d?.kind==="absent":d?.kind==="file"&&Buffer.compare(d.bytes,Buffer.from(s))===0)?[]:[r.path]});return o.length===0?[]:[m("setup-moved",{paths:o})]}var Ze=a(()=>{"use strict";H()});function ot({entries:e},t){if(t===void 0)return{kind:"change",before:void 0,after:tt(et,e)??""};if(!it(t))return{kind:"kept",why:"not-json"};let n=we(t,e),o=n===void 0?void 0:tt(st(t,n)?et:n,e);return n===void 0||o===void 0?{kind:"kept",why:"not-json"}:o===t?{kind:"same"}:we(o,e)===n?{kind:"change",before:t,after:o}:{kind:"kept",why:"would-lose"}}function rt({entries:e},t){if(t===void 0)return{kind:"same"};let n=it(t)?we(t,e):void 0;return n===void 0?t.includes("agentic-plan")?{kind:"kept",why:"not-json"}:{kind:"same"}:n===t?{kind:"same"}:{kind:"change",before:t,after:st(t,n)?void 0:n}}function it(e){let t=[],n=he(e,t,{allowTrailingComma:!0});return n?.type==="object"&&t.length===0&&!at(n)&&!e.startsWith("\uFEFF")}function at(e){let t=e.children??[],n=e.type==="object"?t.map(o=>o.children?.[0]?.value):[];return new Set(n).size<n.length||t.some(at)}function tt(e,t){let n=e;for(let o of t)n=n===void 0?void 0:Er(n,o);return n}function Er(e,{at:t,value:n,list:o}){let r=ct(e);if(r===void 0)return;let s=r,i=0;for(;i<t.length;i++){let f=ye(r,t.slice(0,i+1));if(f===void 0)break;if(f.type!==(i+1<t.length?"object":o?"array":void 0))return;s=f}let d={text:e,holder:s,rest:t.slice(i),value:n,list:o};return!e.slice(s.offset,s.offset+s.length).includes(`
`)?Ar(d):Fr(d)}function Ar({text:e,holder:t,rest:n,value:o,list:r}){let s=JSON.stringify(o),[i,...d]=n,u=r&&n.length>0?`[ ${s} ]`:s,f=d.reduceRight((I,y)=>`{ ${JSON.stringify(y)}: ${I} }`,u),g=i===void 0?s:`${JSON.stringify(i)}: ${f}`,l=t.children?.at(-1);return dt({text:e,holder:t,last:l},`${l===void 0?"":", "}${g}`)}function Fr({text:e,holder:t,rest:n,value:o,list:r}){let[,s="  "]=/\n([ \t]+)\S/.exec(e)??[],i=e.includes(`\r
`)?`\r
`:`
`,d=t.children?.at(-1),u=d===void 0?`${nt(e,t.offset)}${s}`:nt(e,d.offset),[f,...g]=n,l=r&&n.length>0?[o]:o,I=g.reduceRight((le,Wo)=>({[Wo]:le}),l),y=JSON.stringify(I,null,s).replaceAll(`
`,`${i}${u}`),D=f===void 0?y:`${JSON.stringify(f)}: ${y}`;return dt({text:e,holder:t,last:d},`${d===void 0?"":","}${i}${u}${D}`)}function dt({text:e,holder:t,last:n},o){let r=n===void 0?t.offset+1:n.offset+n.length;return`${e.slice(0,r)}${o}${e.slice(r)}`}function we(e,t){let n=e;for(let o of t)for(;n!==void 0;){let r=Ir(n,o);if(r===n)break;n=r}return n}function Ir(e,{at:t,list:n,mark:o}){let r=ct(e),s=r===void 0?void 0:ye(r,[...t]);if(r===void 0||s===void 0)return r===void 0?void 0:e;let d=(n?s.type==="array"?s.children??[]:[]:[s]).find(u=>JSON.stringify(Ye(u)).includes(o));return d===void 0?e:_r(e,ut(n?d:lt(d)))}function ut(e){let t=e.parent;return t===void 0||t.children?.length!==1||t.parent===void 0||t.offset+1===e.offset&&e.offset+e.length===t.offset+t.length-1?e:ut(lt(t))}function _r(e,t){let n=t.parent,o=n?.children??[],r=o[o.indexOf(t)-1],s=o[o.indexOf(t)+1],i=t.offset+t.length;if(r!==void 0)return e.slice(0,r.offset+r.length)+e.slice(i);if(s!==void 0)return e.slice(0,t.offset)+e.slice(s.offset);let[d,u]=n===void 0?[t.offset,i]:[n.offset+1,n.offset+n.length-1];return e.slice(0,d)+e.slice(u)}var et,Or,st,ct,nt,lt,pt=a(()=>{"use strict";Zo();et=`{
}
`,Or=`{}
`;st=(e,t)=>t===Or&&e.startsWith(`{
`);ct=e=>he(e,[],{allowTrailingComma:!0});nt=(e,t)=>/^[ \t]*/.exec(e.slice(e.lastIndexOf(`
`,t-1)+1,t))?.[0]??"";lt=e=>e.parent?.type==="property"?e.parent:e});import{createHash as Cr}from"node:crypto";function M(e,t){return e==="<!-- -->"?`<!-- ${t} -->`:`${e} ${t}`}var ft,be,R,mt,gt,ht,yt,kt,Se=a(()=>{"use strict";ft="[0-9a-f]{12}";be=e=>e.replaceAll(/[.*+?^${}()|[\]\\/]/g,"\\$&"),R=e=>Cr("sha256").update(e.replaceAll(`\r
`,`
`)).digest("hex").slice(0,12),mt=(e,t)=>M(e,`agentic-plan:file ${R(t)}`),gt=e=>new RegExp(`^${be(M(e,"agentic-plan:file SEAL")).replace("SEAL",`(${ft})`)}$`),ht=(e,t)=>`${M(e,`agentic-plan:begin ${R(t)}`)}
${t}${M(e,"agentic-plan:end")}
`,yt=e=>new RegExp(`^${be(M(e,"agentic-plan:begin SEAL")).replace("SEAL",`(${ft})`)}\\r?\\n`,"gm"),kt=e=>new RegExp(`^${be(M(e,"agentic-plan:end"))}(?:\\r?\\n|$)`,"gm")});function $t({reader:e},t){return e==="yaml"?Hr(t)?void 0:"no-room":Wr(t.above)?Nr(t.above)?"ends-early":void 0:"not-shell"}function Nr(e){let t=e.split(`
`).map(n=>n.trim());return/^(?:exit|exec)\b/.test(t.findLast(n=>n!==""&&!n.startsWith("#"))??"")}function Hr({above:e,body:t,after:n}){let[o,r,s]=[e,t,n].map(jr);if(!wt(o)||s===void 0)return!1;if(Array.isArray(r)){let[i,d]=Object.entries(o).at(-1)??[];return i===void 0||!Array.isArray(d)||d.length===0?!1:bt(s,{...o,[i]:[...d,...r]})}return!wt(r)||Object.keys(r).some(i=>Object.hasOwn(o,i))?!1:bt(s,{...o,...r})}function jr(e){try{let t=(0,St.parseDocument)(e);return t.errors.length===0&&t.warnings.length===0?t.toJS():void 0}catch{return}}var St,Wr,wt,bt,Pt=a(()=>{"use strict";St=No(Yo(),1);Wr=e=>!e.startsWith("#!")||/^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(e);wt=e=>typeof e=="object"&&e!==null&&!Array.isArray(e),bt=(e,t)=>JSON.stringify(e)===JSON.stringify(t)});function xt(e,t){let n=ht(e.comments,e.body);if(t===void 0)return{kind:"change",before:void 0,after:n};let o=Tt(e,t);switch(o.kind){case"none":return Mr(e,t,n);case"broken":return{kind:"kept",why:"marks-broken"};case"edited":return{kind:"kept",why:"edited"};case"ours":{let r=t.slice(0,o.from)+n.replaceAll(`
`,o.eol)+t.slice(o.to);return r===t?{kind:"same"}:{kind:"change",before:t,after:r}}}}function Mr({way:e,body:t},n,o){let r=n.includes(`\r
`)?`\r
`:`
`,s=n+r+o.replaceAll(`
`,r);if(e===void 0)return{kind:"change",before:n,after:s};if(n.includes(e.pasted))return{kind:"same"};let i=$t(e,{above:n,body:t,after:s});return i===void 0?{kind:"change",before:n,after:s}:{kind:"kept",why:i,lines:t}}function vt(e,t){if(t===void 0)return{kind:"same"};let n=Tt(e,t);switch(n.kind){case"none":return{kind:"same"};case"broken":return{kind:"kept",why:"marks-broken"};case"edited":return{kind:"kept",why:"edited"};case"ours":{let o=t.slice(0,n.from),s=(o.endsWith(n.eol)?o.slice(0,-n.eol.length):o)+t.slice(n.to),i=n.from===0&&s==="";return{kind:"change",before:t,after:i?void 0:s}}}}function Tt({comments:e},t){let n=[...t.matchAll(yt(e))],o=[...t.matchAll(kt(e))],[r,s]=[n[0],o[0]];if(r===void 0&&s===void 0)return{kind:"none"};if(r===void 0||s===void 0||n.length>1||o.length>1)return{kind:"broken"};let i=r.index+r[0].length;if(s.index<i)return{kind:"broken"};let d=R(t.slice(i,s.index))===r[1]?"ours":"edited",u=r[0].endsWith(`\r
`)?`\r
`:`
`;return{kind:d,from:r.index,to:s.index+s[0].length,eol:u}}var Ot=a(()=>{"use strict";Se();Pt()});function Et(e,t){let n=Rr(e);if(t===void 0)return{kind:"change",before:void 0,after:n};let o=Ft(e,t);return o!=="ours"?{kind:"kept",why:o}:t.replaceAll(`\r
`,`
`)===n?{kind:"same"}:{kind:"change",before:t,after:n}}function At(e,t){if(t===void 0)return{kind:"same"};let n=Ft(e,t);return n==="foreign"?{kind:"same"}:n==="ours"?{kind:"change",before:t,after:void 0}:{kind:"kept",why:n}}function Rr({comments:e,body:t}){let[n,o]=It(t);return`${n}${mt(e,t)}
${o}`}function Ft({comments:e},t){let[n,o]=It(t.replaceAll(`\r
`,`
`)),r=o.indexOf(`
`),s=gt(e).exec(o.slice(0,Math.max(0,r)))?.[1];return s===void 0?"foreign":R(n+o.slice(r+1))===s?"ours":"edited"}function It(e){let t=e.startsWith("#!")?e.indexOf(`
`)+1:0;return[e.slice(0,t),e.slice(t)]}var _t=a(()=>{"use strict";Se()});function Wt(e,t){switch(e.kind){case"absent":return t(void 0);case"refused":return{kind:"kept",why:e.why};case"file":{let n=Gr(e.bytes);return n===void 0?{kind:"kept",why:"not-text"}:t(n)}}}function Gr(e){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(e)}catch{return}}var X,Ct,$e=a(()=>{"use strict";pt();Ot();_t();X=(e,t)=>Wt(t,n=>e.kind==="entries"?ot(e,n):e.kind==="whole"?Et(e,n):xt(e,n)),Ct=(e,t)=>Wt(t,n=>e.kind==="entries"?rt(e,n):e.kind==="whole"?At(e,n):vt(e,n))});async function jt(e,t){let n=await Promise.all(e.map(async o=>({place:o,...await t(o)})));return{changes:n.flatMap(o=>o.kind==="change"?[{place:o.place,before:o.before,after:o.after}]:[]),kept:n.flatMap(o=>{if(o.kind!=="kept")return[];let{kind:r,...s}=o;return[s]})}}var Nt,Ht,Mt=a(()=>{"use strict";$e();Nt=(e,t)=>jt(t,async n=>X(n,await e.read(n))),Ht=(e,t)=>jt(t,async n=>Ct(n,await e.read(n)))});function Dt(e,t){let[n,o]=[Lt(e.before),Lt(e.after)],[r,s]=Lr(n,o),i=Math.max(0,r-Rt),d=Math.min(Rt,s),[u,f]=[n.length-s,o.length-s],g=l=>`${l+d===0?0:i+1},${l+d-i}`;return[t.strong(`--- ${Gt("a",e.path,e.before)}`),t.strong(`+++ ${Gt("b",e.path,e.after)}`),`@@ -${g(u)} +${g(f)} @@`,...n.slice(i,r).map(l=>` ${Z(l)}`),...n.slice(r,u).map(l=>t.bad(`-${Z(l)}`)),...o.slice(r,f).map(l=>`+${Z(l)}`),...o.slice(f,f+d).map(l=>` ${Z(l)}`),""].join(`
`)}function Lr(e,t){let n=Math.min(e.length,t.length),o=0;for(;o<n&&e[o]===t[o];)o++;let r=0;for(;r<n-o&&e.at(-1-r)===t.at(-1-r);)r++;return[o,r]}var Rt,Gt,Z,Lt,Ut=a(()=>{"use strict";Ho();Rt=3;Gt=(e,t,n)=>n===void 0?"/dev/null":`${e}/${ue(t)}`,Z=e=>ue(e.replace(/\r?\n$/,"")),Lt=e=>e?.match(/[^\n]*\n|[^\n]+$/g)??[]});function Bt({outcome:e,undo:t,changes:n,todo:o}){switch(e){case"nothing-to-do":return t?`nothing of init is here
`:`nothing to do: all of it is there already
`;case"kept":case"declined":return`nothing was written
`;case"shown":return`nothing was written; --yes writes it
`;case"written":return[`${t?"taken back":"written"}: ${Me(n.length,"file")}`,...t?[]:[...Dr(n),...Pe("next",o)],""].join(`
`)}}function Dr(e){let t=r=>e.flatMap(s=>s.in===r?[He(s.path)]:[]).join(" "),[n,o]=[t("checkout"),t("git-folder")];return[...Pe("commit",n===""?[]:[n]),...Pe("not",o===""?[]:[`${o}: this clone\u2019s alone; each clone calls agentic-plan init hooks`])]}var Jt,Pe,Vt,qt=a(()=>{"use strict";Lo();Do();Ro();Jt="Write this? [y/N] ";Pe=(e,t)=>t.map((n,o)=>`${(o===0?e:"").padEnd(8)}${n}`),Vt=e=>({version:1,command:"init",outcome:e.outcome,changed:e.outcome==="written",files:e.changes.map(({path:t,in:n,before:o,after:r})=>({path:t,commit:n==="checkout",does:o===void 0?"made":r===void 0?"removed":"changed",text:r??null})),todo:e.outcome==="written"&&!e.undo?e.todo:[],next:[],problems:Ge(e.kept,e.given)})});import{createInterface as Ur}from"node:readline/promises";async function xe(e,t){let n=Ur({input:process.stdin,output:process.stderr}),o=new Promise(r=>n.once("close",()=>r("")));try{let r=await Promise.race([n.question(e,{signal:t}),o]);return/^\s*y(es)?\s*$/i.test(r)}catch{return!1}finally{n.close()}}var Kt=a(()=>{"use strict"});import{lstat as Jr,readdir as Br,readFile as Vr,realpath as zt,rmdir as qr,unlink as Yt}from"node:fs/promises";import{dirname as U,join as J,relative as Kr,sep as Qt}from"node:path";function Xt(e){let t=o=>o.in==="checkout"?e.root:e.gitFolder,n=o=>J(t(o),...o.path.split("/"));return{read:o=>Zr(t(o),n(o)),async write(o,r){await ns(n(o)),await Be(n(o),r,await ts(n(o),o))},async remove(o){await Yt(n(o)),await os(U(n(o)),t(o))},async alone(o){let r=J(e.gitFolder,"agentic-plan-init.lock"),s=await qe({path:r,timeoutMs:Yr},o);return s.kind==="done"?s:{kind:"busy"}}}}async function Zr(e,t){let n=await ve(t);return n==="in-the-way"?{kind:"refused",why:"not-regular"}:await es(e,U(t))?n===void 0?{kind:"absent"}:n.isFile()?n.size>zr?{kind:"refused",why:"too-large"}:{kind:"file",bytes:await Vr(t)}:{kind:"refused",why:"not-regular"}:{kind:"refused",why:"outside"}}async function ve(e){try{return await Jr(e)}catch(t){let n=t instanceof Error&&"code"in t?t.code:void 0;if(n==="ENOENT")return;if(n==="ENOTDIR")return"in-the-way";throw t}}async function es(e,t){let n=Kr(e,t),o=await zt(e),r=e;for(let s of n===""?[]:n.split(Qt)){if(r=J(r,s),o=J(o,s),await ve(r)===void 0)return!0;if(await zt(r)!==o)return!1}return!0}async function ts(e,{executable:t}){let n=await ve(e),o=typeof n=="object"?n.mode&511:Qr&~process.umask();return t?o|Xr&~process.umask():o}async function ns(e){let t=await Br(U(e)).catch(()=>[]);for(let n of t.filter(o=>Ve(e,o)))await Yt(J(U(e),n))}async function os(e,t){for(let n=e;n!==t&&n.startsWith(t+Qt);n=U(n))try{await qr(n)}catch{return}}var zr,Yr,Qr,Xr,Zt=a(()=>{"use strict";qo();Ko();zr=4e6,Yr=5e3,Qr=420,Xr=493});var en,tn,ee=a(()=>{"use strict";Vo();Kt();er();Zt();Xo();en=({config:e})=>Je(e,"core.hookspath"),tn=({topLevel:e,commonDir:t})=>e===void 0?void 0:Xt({root:e,gitFolder:t})});function nn(e,t){let{ci:n,without:o,undo:r}=t.options,s=[...t.operands,...typeof n=="string"?[n]:[]],i=Array.isArray(o)?o.map(String):[],d=e.map(({name:l})=>l),u=[...s,...i].filter(l=>!d.includes(l)).map(l=>m("unknown-part",{name:l,known:d}));if(u.length>0)return{ok:!1,problems:u};let g=e.filter(({name:l,byDefault:I})=>s.length>0?s.includes(l):I||r===!0).filter(({name:l})=>!i.includes(l));return g.length>0?{ok:!0,value:g,warnings:[]}:{ok:!1,problems:[m("no-part",{known:d})]}}var on=a(()=>{"use strict";H()});function G(e,t={}){let[n,...o]=B(e);return{at:["mcpServers","agentic-plan"],value:{command:n,args:o,...t},mark:'"mcp"'}}var rn,E,_,B,w,b,C=a(()=>{"use strict";rn="agentic-plan hook agent",E=({isPackage:e},t,n)=>`${e?`${n===void 0?"":`"${n}"/`}node_modules/.bin/`:""}${rn} ${t}`,_=({isPackage:e})=>e?"npx --no-install agentic-plan":"agentic-plan",B=({isPackage:e})=>e?["npx","--no-install","agentic-plan","mcp"]:["agentic-plan","mcp"],w=(e,t)=>({path:e,in:"checkout",kind:"entries",entries:t}),b=(e,t)=>({at:["hooks",e],value:t,list:!0,mark:rn})});var rs,an,sn,cn=a(()=>{"use strict";C();rs="Edit|Write|MultiEdit|NotebookEdit|Bash",an={name:"claude",program:"claude",does:"sessions of Claude Code: hooks and tools",source:"https://code.claude.com/docs/en/hooks",files:e=>{let n=[{type:"command",command:E(e,"claude","$CLAUDE_PROJECT_DIR"),timeout:10}],o={matcher:rs,hooks:n};return[w(".claude/settings.json",[b("PreToolUse",o),b("PostToolUse",o),...["SessionStart","UserPromptSubmit","SessionEnd"].map(r=>b(r,{hooks:n})),sn(`Bash(${_(e)}:*)`,"agentic-plan:*)"),sn("mcp__agentic-plan"),{at:["enabledMcpjsonServers"],value:"agentic-plan",list:!0,mark:"agentic-plan"}]),w(".mcp.json",[G(e)])]},trust:"claude asks once whether you trust this folder; its hooks run from then on"},sn=(e,t=e)=>({at:["permissions","allow"],value:e,list:!0,mark:t})});var ss,is,dn,ln=a(()=>{"use strict";C();ss=["PreToolUse","PostToolUse","SessionStart","UserPromptSubmit","SessionEnd"],is=["AGENTIC_HOLDER","AGENTIC_CLAIM","AGENTIC_DIR","AGENTIC_PATHS","AGENTIC_PROMPT"],dn={name:"codex",program:"codex",does:"sessions of Codex: hooks and tools",source:"https://developers.openai.com/codex/config-reference",files:e=>{let t=[{type:"command",command:E(e,"codex"),timeout:10}],[n,...o]=B(e);return[w(".codex/hooks.json",ss.map(r=>b(r,{hooks:t}))),{path:".codex/config.toml",in:"checkout",kind:"block",comments:"#",body:["[mcp_servers.agentic-plan]",`command = ${JSON.stringify(n)}`,`args = ${JSON.stringify(o)}`,`env_vars = ${JSON.stringify(is)}`,'default_tools_approval_mode = "approve"',""].join(`
`)}]},trust:"codex asks once whether you trust this project and its hooks: say yes to both, else neither hooks nor tools run"}});var as,un,pn=a(()=>{"use strict";C();as=["preToolUse","postToolUse","sessionStart","userPromptSubmitted","sessionEnd"],un={name:"copilot",program:"copilot",does:"sessions of Copilot CLI: hooks and tools",source:"https://docs.github.com/en/copilot/concepts/agents/coding-agent/about-hooks",files:e=>[w(".github/hooks/agentic-plan.json",[{at:["version"],value:1,mark:"1"},...as.map(t=>b(t,{type:"command",bash:E(e,`copilot ${t}`),timeoutSec:10}))]),w(".github/mcp.json",[G(e)])],trust:"copilot asks once whether you trust this folder (--trust-folder); without it, it passes over hooks and tools in silence"}});var cs,fn,mn=a(()=>{"use strict";C();cs="write_file|replace|run_shell_command",fn={name:"gemini",program:"gemini",does:"sessions of Gemini CLI: hooks and tools",source:"https://geminicli.com/docs/hooks/",files:e=>{let t=[{name:"agentic-plan",type:"command",command:E(e,"gemini"),timeout:10*1e3}];return[w(".gemini/settings.json",[...["BeforeTool","AfterTool"].map(n=>b(n,{matcher:cs,hooks:t})),...["SessionStart","BeforeAgent","SessionEnd"].map(n=>b(n,{matcher:"*",hooks:t})),G(e,{trust:!0})])]},trust:"gemini asks once whether you trust this folder (GEMINI_CLI_TRUST_WORKSPACE=true where nobody can be asked)"}});var gn,ds,hn=a(()=>{"use strict";C();gn={name:"opencode",program:"opencode",does:"sessions of opencode: a plugin and tools",source:"https://opencode.ai/docs/plugins/",files:e=>[{path:".opencode/plugins/agentic-plan.js",in:"checkout",kind:"whole",comments:"//",body:ds(e)},w("opencode.json",[{at:["mcp","agentic-plan"],value:{type:"local",command:B(e),enabled:!0},mark:'"mcp"'}])],trust:"opencode asks nothing: its plugins run at once"},ds=({isPackage:e})=>`// Before an edit this asks agentic-plan, which claims the file on the way or says who has it. Where it does not answer, the edit goes on.
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
`});async function W(e){let t=await ke({executables:z,env:e.context.env}),n=await e.workspace.settings(O(e.input)),o=n.ok?ls(n.value):[];return z.filter(r=>t.includes(r)||o.includes(r))}async function x({files:e},t){let n=await e.read({path:t,in:"checkout"});return n.kind==="file"?Buffer.from(n.bytes).toString("utf8"):void 0}async function V(e){let t=await x(e,"package.json")??"";return{isPackage:/"agentic-plan"\s*:/.test(t)}}var Te,ls,L=a(()=>{"use strict";me();Q();ee();Te=({input:e},t)=>e.operands.includes(t);ls=({agents:e})=>e.flatMap(({preset:t})=>z.filter(n=>Y(n)===t))});var us,yn,kn=a(()=>{"use strict";cn();ln();pn();mn();hn();L();us=({name:e,program:t,does:n,source:o,files:r,trust:s})=>({name:e,does:n,source:o,byDefault:!0,places:async i=>r(await V(i)),async compose(i){return{ok:!0,value:Te(i,e)||(await W(i)).includes(t)?r(await V(i)):[],warnings:[]}},async todo(i){return Te(i,e)||(await W(i)).includes(t)?[s]:[]}}),yn=[an,dn,fn,un,gn].map(us)});function bn(e){for(let t of ps){let n=t(e);if(n!==void 0)return n}}function q(e,t){return n=>n.has(e)?t:void 0}function fs(e){try{let{scripts:t}=JSON.parse(e??"");return typeof t?.test=="string"&&!t.test.includes("no test specified")}catch{return!1}}function ms(e){return e.has("pnpm-lock.yaml")?"pnpm":e.has("yarn.lock")?"yarn":e.has("bun.lockb")?"bun run":"npm"}var wn,ps,gs,Sn=a(()=>{"use strict";wn=["package.json","pnpm-lock.yaml","yarn.lock","bun.lockb","Cargo.toml","go.mod","pyproject.toml","tox.ini","pytest.ini","mvnw","pom.xml","gradlew","build.gradle","build.gradle.kts","composer.json","Gemfile","Makefile"];ps=[e=>fs(e.get("package.json"))?`${ms(e)} test`:void 0,q("Cargo.toml","cargo test"),q("go.mod","go test ./..."),e=>e.has("tox.ini")?"tox":gs(e)?"python -m pytest":void 0,q("mvnw","./mvnw -q verify"),q("pom.xml","mvn -q verify"),q("gradlew","./gradlew check"),e=>e.has("build.gradle")||e.has("build.gradle.kts")?"gradle check":void 0,e=>/"test"\s*:/.test(e.get("composer.json")??"")?"composer test":void 0,e=>/\brspec\b/.test(e.get("Gemfile")??"")?"bundle exec rspec":void 0,e=>/^test:/m.test(e.get("Makefile")??"")?"make test":void 0];gs=e=>e.has("pytest.ini")||/\bpytest\b/.test(e.get("pyproject.toml")??"")});function xn(e){let t=e.agents.map(({name:r,preset:s})=>`  ${r}: { preset: ${s} }
`).join(""),n=`# agents:                       # none was found on PATH; for example
#   claude: { preset: claude-code, at_once: 2 }
`,o=e.verify===void 0?`# verify: npm test               # what tests the whole
`:`verify: ${JSON.stringify(e.verify)}
`;return{...$n,body:`# Who works here, and what tests the whole. All keys: docs/configuration.md of agentic-plan
${t===""?n:`agents:
${t}`}${o}# Agents at work at the same time, and all minutes that a run may use.
limits: { agents: 3, minutes: 90 }
`}}var $n,Pn,vn=a(()=>{"use strict";$n={path:".agentic-planrc.yaml",in:"checkout",kind:"whole",comments:"#"},Pn=$n});var Tn,On=a(()=>{"use strict";me();Sn();vn();Q();L();Tn={name:"config",does:"the agents that are here, and what tests the whole: .agentic-planrc.yaml",source:"docs/configuration.md",byDefault:!0,places:async()=>[Pn],async compose(e){let t=await e.workspace.settings(O(e.input));if(!t.ok)return t;if(t.value.source!==void 0)return{ok:!0,value:[],warnings:[]};let n=new Map;for(let r of wn){let s=await x(e,r);s!==void 0&&n.set(r,s)}let o=(await W(e)).flatMap(r=>{let s=Y(r);return s===void 0?[]:[{name:r,preset:s}]});return{ok:!0,value:[xn({agents:o,verify:bn(n)})],warnings:[]}},todo:async()=>[]}});var A,v,Oe,An,Ee,te,Ae,Fn,En,Fe=a(()=>{"use strict";Pr();A=["pre-commit","pre-push","post-merge"],v="agentic-plan-hook.sh",Oe=e=>[te(e),...A.flatMap(t=>[Ae(e,t),Fn(e,t)])],An=(e,t)=>[Ee(e),...A.map(n=>t.has(n)?{...Fn(e,n),body:En(e,n),way:{reader:"shell",pasted:v}}:{...Ae(e,n),body:`#!/bin/sh
${En(e,n)}`})],Ee=e=>({...te(e),body:Qe}),te=({in:e,folder:t})=>({path:t===""?v:`${t}/${v}`,in:e,kind:"whole",comments:"#",executable:!0}),Ae=({in:e,folder:t},n)=>({path:`${t}/${n}`,in:e,kind:"whole",comments:"#",executable:!0}),Fn=(e,t)=>({...Ae(e,t),kind:"block"}),En=({in:e,folder:t},n)=>`sh ${e==="checkout"?`${t}/${v}`:`"$(dirname "$0")/${v}"`} ${n} "$@" || ${n.startsWith("pre-")?"[ $? -ne 1 ] || exit 1":":"}
`});var hs,ys,ks,Ie,In,_n,Cn,Wn=a(()=>{"use strict";Fe();hs={paths:["lefthook.yml",".lefthook.yml","lefthook.yaml",".lefthook.yaml"],home:{in:"checkout",folder:".lefthook"},install:"lefthook install",body:()=>A.map(e=>`${e}:
  commands:
    agentic-plan:
      run: sh .lefthook/${v} ${e}${e==="pre-commit"?"":" {0}"}
${e==="pre-push"?`      use_stdin: true
`:""}`).join("")},ys={"pre-commit":["agentic-plan-commit","who else is on these files"],"pre-push":["agentic-plan-push","who else is on these files"],"post-merge":["agentic-plan-merge","what moved under your claims"]},ks={paths:[".pre-commit-config.yaml"],home:{in:"checkout",folder:""},install:`pre-commit install ${A.map(e=>`--hook-type ${e}`).join(" ")}`,body:e=>{let t=A.map(o=>{let[r,s]=ys[o];return`    - id: ${r}
      name: ${s}
      entry: sh ${v} ${o}
      language: system
      stages: [${o}]
      always_run: true
      pass_filenames: false
      verbose: true
`}),[,n=""]=/^( *)- +repo:/m.exec(e)??[];return`- repo: local
  hooks:
${t.join("")}`.replaceAll(/^/gm,n).replace(/ +$/,"")}},Ie=[hs,ks],In=({home:e,paths:t})=>[te(e),...t.map(Cn)],_n=(e,t,n)=>[Ee(e.home),{...Cn(t),body:e.body(n),way:{reader:"yaml",pasted:v}}],Cn=e=>({path:e,in:"checkout",kind:"block",comments:"#"})});async function Nn(e){for(let t of Ie)for(let n of t.paths){let o=await e.files.read({path:n,in:"checkout"});if(o.kind==="absent")continue;let r=await x(e,n)??"",[s,i]=_n(t,n,r);if(i.way!==void 0&&r.includes(i.way.pasted)&&!r.includes("agentic-plan:begin"))return{list:t,files:[],isTaken:!1};let d=X(i,o).kind!=="kept";return{list:t,files:d?[s,i]:[i],isTaken:d}}}async function Hn(e){let t=await e.workspace.clone(),n=t.ok?en(t.value):void 0;return n===void 0?jn:/(^|\/)\.husky(\/_)?\/?$/.test(n)?Mn:void 0}async function ws(e,t){let n=new Set;for(let o of A){let r=await e.files.read({path:`${t.folder}/${o}`,in:t.in});if(r.kind==="absent")continue;(r.kind==="file"?Buffer.from(r.bytes).toString("utf8"):"").includes("agentic-plan:file")||n.add(o)}return An(t,n)}var jn,Mn,Rn,Gn=a(()=>{"use strict";$e();Fe();Wn();ee();L();jn={in:"git-folder",folder:"hooks"},Mn={in:"checkout",folder:".husky"},Rn={name:"hooks",does:"git says at a commit, a push and a merge who else is on the files",source:"docs/hooks.md",byDefault:!0,places:async()=>[...Oe(jn),...Oe(Mn),...Ie.flatMap(e=>In(e))],async compose(e){let t=await Nn(e);if(t!==void 0)return{ok:!0,value:t.files,warnings:[]};let n=await Hn(e);return{ok:!0,value:n===void 0?[]:await ws(e,n),warnings:[]}},async todo(e){let t=await Nn(e);return t!==void 0?t.isTaken?[t.list.install]:[]:await Hn(e)!==void 0?[]:["git\u2019s hooks are in a folder of another tool here: its lines are in docs/hooks.md of agentic-plan"]}}});function Ln(e,t){let n=t===void 0?void 0:Re[t],o=n?.secret,r=new Set(n?.variables);return{name:e.id,...n?.install===void 0?{}:{install:n.install},...o===void 0?{}:{secret:o},more:[...new Set(e.passes)].filter(s=>!r.has(s)&&s!==o&&bs(s))}}var bs,Dn=a(()=>{"use strict";me();bs=e=>/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(e)});var T,F,ne=a(()=>{"use strict";T={checkout:{action:"actions/checkout",commit:"3d3c42e5aac5ba805825da76410c181273ba90b1",tag:"v7"},setupNode:{action:"actions/setup-node",commit:"820762786026740c76f36085b0efc47a31fe5020",tag:"v7"},upload:{action:"actions/upload-artifact",commit:"bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",tag:"v7.0.0"},download:{action:"actions/download-artifact",commit:"3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",tag:"v8.0.1"}},F=({action:e,commit:t,tag:n})=>`${e}@${t} # ${n}`});function p(e,t){return e.replace(/^\n+|\n+$/g,"").split(`
`).map(n=>n===""?"":" ".repeat(t)+n).join(`
`)}var c,S=a(()=>{"use strict";c=e=>`\${{ ${e} }}`});function h({action:e},t){return[`- name: ${t.name}`,`  id: ${t.id}`,...t.when===void 0?[]:[`  if: ${t.when}`],`  uses: ${F(e)}`,...t.env===void 0||t.env.length===0?[]:["  env:",...t.env.map(n=>`    ${n}`)],"  with:",...t.with.map(n=>p(n,4))].join(`
`)}function Ss({agents:e}){let t=e.flatMap(({name:n,secret:o})=>o===void 0?[]:[`  ${c(`secrets.${o} == '' && '${n}' || ''`)}`]);return t.length===0?[]:[["without: >-",...t].join(`
`)]}var $,oe,re,se,ie,ae,N=a(()=>{"use strict";ne();S();$=e=>`
- uses: ${F(T.checkout)}
  with:${e===void 0?"":`
    ref: ${c(e)}`}
    fetch-depth: 0
    persist-credentials: false`;oe=e=>[...Ss(e),`job-minutes: '${e.workMinutes}'`,`max-parallel: '${e.atOnce}'`],re=`
- name: Set-up of the team, from the base
  uses: ${F(T.checkout)}
  with:
    ref: ${c("needs.plan.outputs.base")}
    path: .agentic-setup
    sparse-checkout: .github/actions/agentic-setup
    persist-credentials: false
- if: hashFiles('.agentic-setup/.github/actions/agentic-setup/action.yml') != ''
  uses: ./.agentic-setup/.github/actions/agentic-setup # zizmor: ignore[self-repository] it is of the base, checked out above`,se=e=>`
- uses: ${F(T.download)}
  with:
    pattern: agentic-${c("needs.plan.outputs.run")}-${e}-*
    path: ${c("runner.temp")}/agentic-results`,ie=(e,t)=>`
- if: ${t}
  uses: ${F(T.upload)}
  with:
    name: ${c(`steps.${e}.outputs.artifact`)}
    path: ${c(`steps.${e}.outputs.folder`)}
    include-hidden-files: true
    overwrite: true
    retention-days: 7`,ae=`results: ${c("runner.temp")}/agentic-results`});var Un,Jn=a(()=>{"use strict";N();S();Un=e=>`
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
${p($(),4)}
${p(h(e,{id:"plan",name:"Plan, and claim the first wave",with:["command: plan","claim: 'true'",`run: ${c("inputs.run")}`,`accept: ${c("inputs.accept")}`,`again: ${c("inputs.again")}`,...oe(e)]}),4)}`});var Bn,_e,Vn=a(()=>{"use strict";N();S();Bn=(e,t,n)=>`
publish-${t}:
  name: Publish (wave ${t})
  needs: [${[...new Set(["plan",n,`work-${t}`,`verify-${t}`])].join(", ")}]
  if: ${c(`!cancelled() && needs.${n}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 15
  permissions:
    contents: write # results, and the claims of the next wave
    pull-requests: write # the comment, and a pull request of the results where one is wanted
${_e(e,t)?`    actions: write # goes on with what is left, in a new run of this workflow; without it a person does
`:""}  outputs:
    sha: ${c("steps.publish.outputs.sha")}
    matrix: ${c("steps.publish.outputs.matrix")}
    has-tasks: ${c("steps.publish.outputs.has-tasks")}
  steps:
${p($(`needs.${n}.outputs.sha`),4)}
${p(se(t),4)}
${p(h(e,{id:"publish",name:_e(e,t)?"Publish the wave":"Publish the wave, and claim the next one",with:["command: publish",`run: ${c("needs.plan.outputs.run")}`,`wave: '${t}'`,ae,...["tree","verified","left"].map(o=>`${o}: ${c(`needs.verify-${t}.outputs.${o}`)}`),...oe(e),..._e(e,t)?["last: 'true'"]:[]]}),4)}`,_e=({waves:e},t)=>t===e});var qn,Kn=a(()=>{"use strict";N();S();qn=(e,t)=>`
release:
  name: Give back what is left
  needs: [${t.join(", ")}]
  if: ${c("always() && (needs.plan.outputs.run != '' || needs.plan.result != 'success')")}
  runs-on: ubuntu-latest
  timeout-minutes: 10
  permissions:
    contents: write # claims are given back by moving refs
  steps:
${p($("needs.plan.outputs.sha"),4)}
${p(h(e,{id:"release",name:"Give back what is left",with:["command: release",`run: ${c("needs.plan.outputs.run")}`]}),4)}`});var zn,Yn=a(()=>{"use strict";N();S();zn=(e,t,n)=>`
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
${p($(`needs.${n}.outputs.sha`),4)}
${p(re,4)}
${p(se(t),4)}
${p(h(e,{id:"verify",name:"Test the work of the wave, together",with:["command: verify",`run: ${c("needs.plan.outputs.run")}`,`wave: '${t}'`,ae]}),4)}
${p(ie("verify",c("!cancelled() && steps.verify.outputs.artifact != ''")),4)}`});var K,Ce=a(()=>{"use strict";S();K=(e,t)=>[`command: ${e}`,`run: ${c("needs.plan.outputs.run")}`,`wave: '${t}'`,`task: ${c("matrix.task")}`]});function $s(e,t,n){let o=c(`steps.begin.outputs.go == 'true' && matrix.agent == '${t.name}'`),r=[...t.secret===void 0?[]:[t.secret],...t.more],s=h(e,{id:`work-${vs(t.name)}`,name:`Work of ${t.name}`,when:o,env:r.map(i=>`${i}: ${c(`secrets.${i}`)}`),with:K("work",n)});return t.install===void 0?s:`${Ps(t,t.install,o)}
${s}`}function xs({from:e,name:t,version:n,afterInstall:o}){if(e==="pypi")return[`pipx install '${t}==${n}'`];let r=`npm install --global --ignore-scripts --no-audit --no-fund '${t}@${n}'`;return o===void 0?[r]:[r,`node "$(npm root --global)/${t}/${o}"`]}var Qn,Ps,vs,Ts,Xn=a(()=>{"use strict";N();Ce();S();Qn=(e,t)=>[...e.agents.map(n=>$s(e,n,t)),Ts].join(`
`);Ps=({name:e},t,n)=>[`- name: Install ${e}`,`  if: ${n}`,"  run: | # zizmor: ignore[adhoc-packages] its version is named; it is a tool of the job, in nobody's lock file",...xs(t).map(o=>`    ${o}`)].join(`
`);vs=e=>e.replaceAll(".","_"),Ts=`# A vendor's own action may do the work instead of a step above: it changes files of the checkout, and the next step
# collects them. Its commit, its inputs and its secret are yours to choose:
#   - if: steps.begin.outputs.go == 'true' && matrix.agent == 'claude'
#     uses: anthropics/claude-code-action@<commit>
#     with:
#       prompt: Do what the file \${{ steps.begin.outputs.prompt-file }} asks for. Change no other paths than those that it names.
#       anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}`});var Zn,eo=a(()=>{"use strict";ne();Xn();N();Ce();S();Zn=(e,t,n)=>`
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
${p($(`needs.${n}.outputs.sha`),4)}
    - uses: ${F(T.setupNode)}
      with:
        node-version: 24
        package-manager-cache: false # jobs that run agents never save a cache
${p(re,4)}
${p(h(e,{id:"begin",name:"What is to be done",with:K("begin",t)}),4)}
${p(Qn(e,t),4)}
${p(h(e,{id:"end",name:"What came of it",when:c("!cancelled() && steps.begin.outputs.go == 'true'"),with:K("end",t)}),4)}
${p(ie("end",c("!cancelled() && steps.end.outputs.artifact != ''")),4)}`});function to(e){let t=Array.from({length:e.waves},(s,i)=>i+1),n=s=>s===1?"plan":`publish-${s-1}`,o=t.flatMap(s=>[`work-${s}`,`verify-${s}`,`publish-${s}`]),r=[Un(e),...t.flatMap(s=>[Zn(e,s,n(s)),zn(e,s,n(s)),Bn(e,s,n(s))]),qn(e,["plan",...o])];return`${Os}
${r.map(s=>p(s,2)).join(`

`)}
`}var Os,no=a(()=>{"use strict";Jn();Vn();Kn();Yn();eo();S();Os=`# Agents work off the plan of a pull request, a job for each task, wave by wave. Written by
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

jobs:`});function oo(e,t){return[...[...new Set(t.flatMap(({secret:o})=>o===void 0?[]:[o]))].map(o=>`gh secret set ${o}`),`git add ${e} && git commit -m "Agents in CI"   and merge it: pull requests after that get agents`,"what your agents and tests need to be installed: .github/actions/agentic-setup/action.yml (docs/ci.md)"]}var ro=a(()=>{"use strict"});function so(e){let t=new Set(Object.values(T).map(({action:n})=>n));for(let[,n="",o="",r=""]of e.matchAll(Es))if(!t.has(n))return{action:n,commit:o,tag:r}}var Es,io=a(()=>{"use strict";ne();Es=/uses: ([\w.-]+\/[\w.-]+)@([0-9a-f]{40}) # (\S[^\n]{0,60})/g});async function ao(e){let t=`refs/tags/${e.tag}`,n=await Ue({args:["ls-remote","--quiet","--end-of-options",e.url,"HEAD",t,`${t}^{}`],cwd:e.cwd,timeoutMs:As,maxBytes:1e5,remote:{ssh:void 0,mayAsk:!1}});if(n.cut)return{kind:"not-found",detail:"no answer"};if(n.code!==0)return{kind:"not-found",detail:n.stderr.trim().split(`
`)[0]??""};let o=Fs(n.stdout.toString("utf8")),r=o.get(`${t}^{}`)??o.get(t),s=r??o.get("HEAD");return s===void 0?{kind:"not-found",detail:"it has no commit"}:{kind:"found",commit:s,tagged:r!==void 0}}function Fs(e){let t=new Map;for(let n of e.split(`
`)){let[,o,r]=/^([0-9a-f]{40}|[0-9a-f]{64})\t(\S+)$/.exec(n)??[];o!==void 0&&r!==void 0&&t.set(r,o)}return t}var As,co=a(()=>{"use strict";Bo();As=1e4});async function uo({cwd:e}){let t=await ao({cwd:e,url:lo,tag:ce});if(t.kind==="not-found")return{ok:!1,problems:[m("action-not-pinned",{action:We,detail:t.detail})]};let n=t.tagged?ce:"main";return{ok:!0,value:{commit:t.commit,tag:n},warnings:[]}}var lo,We,ce,po=a(()=>{"use strict";jo();H();co();lo=pe.repository.url.replace(/^git\+/,""),We=new URL(lo).pathname.slice(1).replace(/\.git$/,""),ce=`v${pe.version}`});async function fo({context:e,input:t,workspace:n},o){let{action:r}=t.options;if(typeof r=="string")return _s(r);let s=o===void 0?void 0:so(o);if(s!==void 0&&(s.tag===ce||!/^v\d/.test(s.tag)))return{ok:!0,value:s,warnings:[]};let i=await n.clone();if(!i.ok)return i;let d=await uo({cwd:i.value.topLevel??e.cwd});return d.ok?{...d,value:{action:We,...d.value}}:d}function _s(e){let[,t,n]=Is.exec(e)??[];if(t!==void 0&&n!==void 0)return{ok:!0,value:{action:t,commit:n,tag:"as given to init"},warnings:[]};let o=`--action ${e} is no <owner>/<name>@<commit>`;return{ok:!1,problems:[m("usage",{message:o,remedy:"write all 40 digits of the commit: a tag can be moved"})]}}var Is,mo=a(()=>{"use strict";H();io();po();Is=/^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/});async function Hs(e){let t=Ms(e.input.options.waves);if(!t.ok)return t;let n=await yo(e);if(!n.ok)return n;let o=wo(n.value);if(o.length===0)return{ok:!1,problems:[m("no-agents-in-ci",{})]};let r=await e.files.read(de),s=r.kind==="file"?Buffer.from(r.bytes).toString("utf8"):void 0,i=await fo(e,s);if(!i.ok)return i;let{limits:d}=n.value,u=to({action:i.value,waves:t.value,agents:o,atOnce:d.agents,workMinutes:js(ko(n.value))});return{ok:!0,value:[{...de,body:u}],warnings:n.warnings}}function Ms(e){let t=e===void 0?Cs:Number(e);if(Number.isInteger(t)&&t>=1&&t<=go)return{ok:!0,value:t,warnings:[]};let n=`--waves ${String(e)} is not a number from 1 to ${go}`;return{ok:!1,problems:[m("usage",{message:n,remedy:"what needs more waves goes on in a new run of the workflow"})]}}var de,Cs,go,Ws,Ns,ho,yo,ko,wo,js,bo=a(()=>{"use strict";zo();H();Dn();no();ro();Q();mo();de={path:".github/workflows/agentic-plan.yml",in:"checkout",kind:"whole",comments:"#"},Cs=3,go=9,Ws=15,Ns=360,ho={name:"github",does:"agents on GitHub\u2019s runners, wave by wave: .github/workflows/agentic-plan.yml",source:"https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",byDefault:!1,places:async()=>[de],compose:Hs,async todo(e){let t=await yo(e);return oo(de.path,t.ok?wo(t.value):[])}};yo=({workspace:e,input:t})=>e.settings(O(t)),ko=({agents:e})=>e.filter(({origin:t,runnable:n})=>t==="configured"&&n),wo=e=>ko(e).map(t=>Ln(t,Ke({name:t.id,preset:t.preset,command:t.command}))),js=e=>Math.min(Ns,Math.ceil(Math.max(...e.map(({timeoutMinutes:t})=>t)))+Ws)});var So,Rs,$o=a(()=>{"use strict";C();So=(e,t)=>({path:e,in:"checkout",kind:"block",comments:"<!-- -->",body:Rs(t)}),Rs=({own:e,leaseMinutes:t,mode:n})=>`## Other agents work here too
Before your first edit: \`${_(e)} claim <paths you will change> --task "<a few words>"\` (a directory covers all below it).
- Exit 0: they are yours for ${t} min. Repeat the command to renew; add paths to widen. Repeating is always safe.
- Exit 3: somebody holds them and nothing was changed. ${n==="enforce"?"Do not edit those paths and do not work around them elsewhere.":"Here that is advice, not a lock: rather take other work first."}
  Take what is listed as \`free\`, or repeat with \`--wait 25s\` up to three times, then stop and report who holds what.
- Exit 4: it could not ask (sandbox, network, read-only .git). Request approval for that one command; if refused, stop and say so.
- Several agents in one checkout: each sets \`AGENTIC_HOLDER\` to a name of its own, unless its hooks are set up (\`${_(e)} init\`).
- \`$AGENTIC_CLAIM\` is set: you were started with a claim. Edit only \`$AGENTIC_PATHS\`; the same command asks for more.
- Before you finish: \`${_(e)} check\`, then \`${_(e)} release\`. Never delete refs/agentic/*, never \`--no-verify\`.
`});async function Ls(e){let t=await W(e);return["AGENTS.md",...(await Promise.all(Po.map(async([o,r])=>{let s=await x(e,o);return(s===void 0?t.includes(r):!s.includes("@AGENTS.md"))?[o]:[]}))).flat()]}var Po,xo,Gs,vo=a(()=>{"use strict";$o();Q();L();Po=[["CLAUDE.md","claude"],["GEMINI.md","gemini"]],xo={name:"instructions",does:"what agents do before they edit: a section of AGENTS.md, CLAUDE.md, GEMINI.md",source:"https://agents.md/",byDefault:!0,places:async()=>["AGENTS.md",...Po.map(([e])=>e)].map(Gs),async compose(e){let t=await e.workspace.settings(O(e.input)),{leaseMinutes:n,mode:o}=t.ok?t.value.claims:{leaseMinutes:30,mode:"enforce"},[r,s]=[await Ls(e),await V(e)];return{ok:!0,value:r.map(i=>So(i,{own:s,leaseMinutes:n,mode:o})),warnings:[]}},todo:async()=>[]},Gs=e=>({path:e,in:"checkout",kind:"block",comments:"<!-- -->"})});var To,Ne,Ds,Oo=a(()=>{"use strict";To=/(?:^|\/)(?:(?:sma|scrum_?master)[^/]*\/(?:[^/]*_)?persona_rules|(?:sma|scrum_?master)[^/]*_persona_rules)\.ya?ml(?:\.j2)?$/i,Ne=e=>({path:e,in:"checkout",kind:"block",comments:"#",body:Ds}),Ds=`background_coordination:
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
`});async function Eo({workspace:e}){let t=await e.place();return t.ok?(await t.value.finder.tracked()).filter(n=>To.test(n)):[]}var Us,Ao,Fo=a(()=>{"use strict";Oo();L();Us=/^background_coordination\s*:/m,Ao={name:"personas",does:"rules for the Scrum Master of AgenticScrum: a section of its persona_rules.yaml",source:"persona_rules.yaml, as AgenticScrum writes it",byDefault:!0,places:async e=>(await Eo(e)).map(Ne),async compose(e){let t=await Eo(e);return{ok:!0,value:(await Promise.all(t.map(async r=>[r,await x(e,r)??""]))).filter(([,r])=>!Us.test(r)||r.includes("agentic-plan:begin")).map(([r])=>Ne(r)),warnings:[]}},todo:async()=>[]}});var Io,_o=a(()=>{"use strict";kn();On();Gn();bo();vo();Fo();Io=[Tn,xo,...yn,Rn,Ao,ho]});async function rd(e,t){let n=nn(Io,t);if(!n.ok)return j(e,n.problems);let o=ze(e),r=await o.clone();if(!r.ok)return j(e,r.problems);let s=tn(r.value);if(s===void 0)return j(e,[m("no-checkout",{})]);let i={context:e,input:t,workspace:o,files:s},d=t.options.undo===!0,u=d?await Bs(i,n.value):await Js(i,n.value);if(!u.ok)return j(e,u.problems);let f=u.value.changes.map(({place:y,...D})=>({path:Co(y),in:y.in,...D})),g=u.value.kept.map(({place:y,why:D,lines:le=""})=>m("setup-kept",{path:Co(y),why:D,lines:le.trimEnd()}));De(e,[...u.warnings,...g]),!e.json&&t.options.yes!==!0&&zs(e,f);let l=f.length===0?Vs(g):await qs(e,t);if(l==="written"){let y=await Xe(s,u.value.changes);if(!y.ok)return j(e,y.problems)}let I=l==="written"?await Ks(i,n.value):[];return Ys(e,{undo:d,outcome:l,changes:f,kept:g,todo:I,given:e.given})}async function Js(e,t){let n=[],o=[],r=[];for(let s of t){let i=await s.compose(e);i.ok?(n.push(...i.value),r.push(...i.warnings)):o.push(...i.problems)}return o.length>0?{ok:!1,problems:o}:{ok:!0,value:await Nt(e.files,n),warnings:r}}async function Bs(e,t){let n=await Promise.all(t.map(o=>o.places(e)));return{ok:!0,value:await Ht(e.files,n.flat()),warnings:[]}}async function qs(e,{options:t}){return t.yes===!0?"written":t.check===!0||e.json||!ge()?"shown":await xe(Jt,e.signal)?"written":"declined"}async function Ks(e,t){return(await Promise.all(t.map(n=>n.todo(e)))).flat()}function zs({output:e},t){let n=je(e.colour);t.length>0&&e.result(t.map(o=>Dt(o,n)).join(`
`))}function Ys(e,t){return e.json?e.output.result(Le(Vt(t))):e.output.say(Bt(t)),t.outcome==="shown"||t.kept.length>0?fe.found:fe.done}var Co,Vs,sd,id,ad,cd,dd,ld,ud,pd,fd,md,gd,hd,Qs=a(()=>{Ze();Mt();H();Mo();Uo();Go();Ut();qt();ee();Qo();Jo();on();_o();Co=({path:e,in:t})=>t==="checkout"?e:`.git/${e}`,Vs=e=>e.length===0?"nothing-to-do":"kept";sd=()=>(vr(),k(xr)),id=()=>($r(),k(Sr)),ad=()=>(br(),k(wr)),cd=()=>(kr(),k(yr)),dd=()=>(hr(),k(gr)),ld=()=>(pr(),k(ur)),ud=()=>(lr(),k(dr)),pd=()=>(cr(),k(ar)),fd=()=>(ir(),k(sr)),md=()=>(rr(),k(or)),gd=()=>(nr(),k(tr)),hd=()=>(mr(),k(fr))});Qs();export{sd as reached0,id as reached1,gd as reached10,hd as reached11,ad as reached2,cd as reached3,dd as reached4,ld as reached5,ud as reached6,pd as reached7,fd as reached8,md as reached9,rd as runInit};
