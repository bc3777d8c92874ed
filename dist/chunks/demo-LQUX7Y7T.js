import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as h}from"./chunk-VYWUXNAT.js";import{a as f}from"./chunk-G6DM5C7W.js";import"./chunk-KPM42MMO.js";var S=`/** Price of some pieces, in cents. */
export function priceOf(cents, pieces) {
  return cents * pieces;
}
`,L=`/** A customer, as the shop keeps it. */
export function makeUser(name, email) {
  return { name, email };
}
`,M=`const sessions = new Map();

/** Signs a customer in. */
export function open(id, now) {
  sessions.set(id, { since: now });
}

/** Is the customer signed in? */
export function isOpen(id) {
  return sessions.has(id);
}
`,F=`// The shop's test: \`verify\` in the configuration. It is run on combined work, before anything is published.
import assert from 'node:assert/strict';
import * as price from './src/price.js';
import * as session from './src/session.js';
import * as users from './src/users.js';

assert.equal(price.priceOf(250, 4), 1000);
assert.equal(users.makeUser('Ana', 'ana@example.com').name, 'Ana');
session.open('ana', 0);
assert.ok(session.isOpen('ana', 1));
`,$=`import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as think } from 'node:timers/promises';

const edit = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));
const names = (file) => [...readFileSync(file, 'utf8').matchAll(/^export function (\\w+)/gm)].map((m) => m[1]);

const work = {
  rounding() {
    edit('src/price.js', (text) => text.replace('return cents * pieces;', 'return Math.round(cents * pieces);'));
    return 'prices are whole cents';
  },
  discount() {
    edit('src/price.js', (text) => text + \`
/** Ten per cent off from ten pieces on. */
export function discountOf(cents, pieces) {
  return pieces < 10 ? 0 : Math.round(priceOf(cents, pieces) / 10);
}
\`);
    return 'discountOf(cents, pieces) is new';
  },
  'e-mail'() {
    edit('src/users.js', (text) => text.replace('  return {', "  if (!email.includes('@')) throw new Error('not an e-mail address');\\n  return {"));
    return 'an address without @ is refused';
  },
  'session-age'() {
    edit('src/session.js', (text) => text
      .replace('isOpen(id) {', 'isOpen(id, now) {')
      .replace('sessions.has(id)', 'sessions.has(id) && now - sessions.get(id).since < 3_600_000'));
    return 'a session ends after an hour';
  },
  'sign-out'() {
    edit('src/session.js', (text) => text + \`
/** Signs a customer out. */
export function close(id) {
  sessions.delete(id);
}
\`);
    return 'close(id) is new';
  },
  'describe-prices'() {
    const found = names('src/price.js');
    edit('docs/api.md', (text) => text + found.map((name) => \`* \\\`\${name}\\\`\\n\`).join(''));
    return \`describes \${found.join(', ')}\`;
  },
};

await think(600);
const summary = work[process.env.AGENTIC_TASK]();
writeFileSync(process.env.AGENTIC_OUTPUT, JSON.stringify({ summary }));
`,H=`agents:
  ada:  { command: node agents/agent.mjs ada }
  ben:  { command: node agents/agent.mjs ben }
  cleo: { command: node agents/agent.mjs cleo, paths: ["docs/**"] }
verify: node check.mjs
`,U=`version: 1
tasks:
  - { id: rounding,        kind: fix,     title: "Round prices to whole cents",     writes: [src/price.js] }
  - { id: discount,        kind: feature, title: "Ten per cent off from ten pieces", writes: [src/price.js] }
  - { id: e-mail,          kind: fix,     title: "Refuse an address without @",      writes: [src/users.js] }
  - { id: session-age,     kind: fix,     title: "End a session after an hour",      writes: [src/session.js] }
  - { id: describe-prices, kind: documentation-update, title: "Describe the prices", writes: [docs/api.md], reads: [src/price.js], after: [rounding, discount] }
`,q=`version: 1
tasks:
  - { id: sign-out, kind: feature, title: "Sign a customer out", writes: [src/session.js] }
`,O={"src/price.js":S,"src/users.js":L,"src/session.js":M,"docs/api.md":`# The shop

`,"check.mjs":F,"package.json":`{ "name": "shop", "private": true, "type": "module" }
`,"agents/agent.mjs":$,".agentic-planrc.yaml":H,"tasks.yaml":U,"late.yaml":q},b=e=>S.replace("  return",`  ${e}
  return`),k={"src/price.js":b("if (pieces < 0) throw new Error('no negative pieces');")},D={"src/price.js":b("if (!pieces) return 0;")};var j=["--tasks","tasks.yaml"],W=[{scene:"plan",steps:[{args:["plan",...j],by:"you",wanted:0}]},{scene:"refusal",steps:[{args:["claim","src/session.js","--agent","ana","--task","review of sessions"],by:"Ana",wanted:0},{args:["claim","src/session.js","docs"],by:"you",wanted:3},{args:["release"],by:"Ana",wanted:0}]},{scene:"run",steps:[{args:["run",...j],by:"you",wanted:0}]}];async function A(e,n){let t=await e.build({base:O,ours:k,colleagues:D});try{n({kind:"built",folder:t.folder});for(let{scene:r,steps:a}of W){n({kind:"scene",scene:r});let i=await y({stage:e,places:t,tell:n},a);if(i)return i}let o=e.canPause?await X({stage:e,places:t,tell:n}):void 0;if(o)return o;n({kind:"scene",scene:"result"});let s=(await e.listRemoteRefs("refs/agentic/locks/")).length;return n({kind:"result",history:await e.showHistory("checkout..agentic/checkout"),locks:s}),{kind:"done"}}finally{n({kind:"removed",folder:t.folder,seconds:await e.remove()})}}var c={args:["run","--tasks","late.yaml"],by:"you",wanted:1},B=[{args:["release","src/session.js","--force"],by:"Ana",wanted:0},{args:["claim","src/session.js","--agent","ana","--task","hot fix"],by:"Ana",wanted:0}],K={args:["release"],by:"Ana",wanted:0};async function X(e){let{stage:n,places:t,tell:o}=e;o({kind:"scene",scene:"fence"}),o({kind:"command",args:c.args,by:c.by});let s=()=>{},r=new Promise(p=>{s=p}),a=p=>{o({kind:"line",text:p}),/ start {2,}/.test(p)&&s()},i=n.startCommand({args:c.args,cwd:t.ours,holder:c.by,onLine:a}),u=await Promise.race([r,i.ended]);if(u!==void 0)return{kind:"failed",args:c.args,code:u,wanted:c.wanted};i.pause(),o({kind:"paused"});let N=await y(e,B);o({kind:"woken"}),i.resume();let g=await i.ended;return o({kind:"ended",code:g}),g!==c.wanted?{kind:"failed",args:c.args,code:g,wanted:c.wanted}:N??y(e,[K])}async function y(e,n){for(let t of n){let o=await J({...e,step:t});if(o!==t.wanted)return{kind:"failed",args:t.args,code:o,wanted:t.wanted}}}async function J(e){let{args:n,by:t}=e.step;e.tell({kind:"command",args:n,by:t});let o=t==="you"?e.places.ours:e.places.colleagues,s=a=>e.tell({kind:"line",text:a}),r=await e.stage.startCommand({args:n,cwd:o,holder:t,onLine:s}).ended;return r!==0&&e.tell({kind:"ended",code:r}),r}var V={plan:["1. What would the five tasks of tasks.yaml collide with, and who would do them in which order?","   Reading only; nothing is pushed."],refusal:["2. Ana claims a file. Whoever else asks for it is refused, by git itself, on the remote.","   Her claim is a ref; a push that creates it a second time is not accepted."],run:["3. The plan is worked off. Each task is claimed before its agent starts, done in a worktree of its own,","   tested together with what is finished, and published in one atomic push that gives the claim back."],fence:["4. One more task. In the middle of it the whole run is stopped (SIGSTOP), as when a laptop goes to sleep.","   Ana ends its claim and takes the file. When it wakes it knows nothing of that, and wants to publish."],result:["5. What came out, on the remote:"]};function E(e){switch(e.kind){case"built":return["A demonstration: a throw-away shop with a bare remote, your clone, your colleague Ana\u2019s clone, and three","scripted agents (ada, ben, cleo). Everything you see is done for real, by git and by agentic-plan, in",f(e.folder)].join(`
`);case"scene":return["",...V[e.scene]].join(`
`);case"command":return`
${e.by==="you"?"":`${e.by} `}$ agentic-plan ${e.args.map(Y).join(" ")}`;case"line":return e.text;case"ended":return`(exit code ${e.code})`;case"paused":return"(stopped: kill -STOP)";case"woken":return`
(woken: kill -CONT)`;case"result":return["",z(e.history),"",e.locks===0?"No lock is left.":`${e.locks} locks are left.`].join(`
`);case"removed":return`
Removed ${f(e.folder)}; nothing else was touched. ${e.seconds.toFixed(0)} s.`}}var R=e=>`the demonstration stopped: ${e.args[0]} ended with ${e.code} instead of ${e.wanted}`,Y=e=>/^[\w./-]+$/.test(e)?e:`"${e}"`,z=e=>e.trimEnd().split(`
`).map(n=>f(n)).join(`
`);import{mkdtemp as oe,rm as se}from"node:fs/promises";import{tmpdir as re}from"node:os";import ie from"node:path";import{mkdir as v,writeFile as x}from"node:fs/promises";import d from"node:path";var Q=`[user]
	name = %
	email = %@example.com
[init]
	defaultBranch = main
`,Z={GIT_AUTHOR_NAME:"Ana",GIT_COMMITTER_NAME:"Ana"};async function T(e){let n={folder:e.folder,ours:d.join(e.folder,"you","shop"),colleagues:d.join(e.folder,"ana","shop")},t=d.join(e.folder,"shop.git");for(let r of[t,n.ours,n.colleagues,d.join(e.folder,"home")])await v(r,{recursive:!0});await x(d.join(e.folder,"home","gitconfig"),Q.replaceAll("%","you")),await l(t,e.env).init(["--bare","-b","main"]);let o=l(n.ours,e.env);await o.init(["-b","main"]),await o.addRemote("origin",t),await w({git:o,folder:n.ours,files:e.project.base,message:"A small shop"}),await o.push(["-q","-u","origin","main"]),await o.raw("remote","set-head","origin","main");let s=l(n.colleagues,{...e.env,...Z});return await s.clone(t,"."),await s.checkoutLocalBranch("free-of-charge"),await w({git:s,folder:n.colleagues,files:e.project.colleagues,message:"No pieces cost nothing"}),await s.push(["-q","origin","free-of-charge"]),await o.checkoutLocalBranch("checkout"),await w({git:o,folder:n.ours,files:e.project.ours,message:"Refuse negative pieces"}),await o.push(["-q","origin","checkout"]),await o.fetch(["-q","origin"]),n}async function C(e,n,t){return(await l(d.join(e,"shop.git"),n).raw("for-each-ref","--format=%(refname)",t)).split(`
`).filter(s=>s!=="")}function P(e,n,t){return l(d.join(e,"shop.git"),n).raw("log","--graph","--format=%h %an: %s","--end-of-options",t)}async function w(e){for(let[n,t]of Object.entries(e.files)){let o=d.join(e.folder,n);await v(d.dirname(o),{recursive:!0}),await x(o,t)}await e.git.add("."),await e.git.commit(e.message,["-q"])}var l=(e,n)=>h({baseDir:e,unsafe:{allowUnsafeConfigPaths:!0}}).env(n);import m from"node:path";var ee=/^(GIT_|AGENTIC_|XDG_|CLAUDE|CODEX_|GEMINI_|COPILOT_|GITHUB_|ACTIONS_|CI$|NODE_OPTIONS$|EDITOR$|VISUAL$|PAGER$|SSH_ASKPASS$)/;function I(e){let n={};for(let[o,s]of Object.entries(process.env))s!==void 0&&!ee.test(o)&&(n[o]=s);let t=m.join(e,"home");return{...n,PATH:[m.dirname(process.execPath),n.PATH??""].join(m.delimiter),HOME:t,USERPROFILE:t,LOCALAPPDATA:t,XDG_CACHE_HOME:m.join(t,"cache"),XDG_STATE_HOME:m.join(t,"state"),XDG_CONFIG_HOME:m.join(t,"config"),GIT_CONFIG_GLOBAL:m.join(t,"gitconfig"),GIT_CONFIG_NOSYSTEM:"1"}}import{spawn as ne}from"node:child_process";import{createInterface as te}from"node:readline";function G(e){let n=ne(process.execPath,[e.program,...e.args],{cwd:e.cwd,env:e.env,stdio:["ignore","pipe","pipe"],detached:process.platform!=="win32"}),t=()=>{n.kill("SIGCONT"),n.kill("SIGINT")};e.signal.addEventListener("abort",t,{once:!0}),e.signal.aborted&&t();for(let s of[n.stdout,n.stderr])te({input:s}).on("line",e.onLine);return{ended:new Promise((s,r)=>{n.on("error",r),n.on("close",(a,i)=>{e.signal.removeEventListener("abort",t),s(a??(i==="SIGINT"?130:143))})}),pause:()=>{n.kill("SIGSTOP")},resume:()=>{n.kill("SIGCONT")}}}async function _(e,n){let t=Date.now(),o=await oe(ie.join(re(),"agentic-plan-demo-")),s=I(o);return{build:r=>T({folder:o,env:s,project:r}),startCommand:({args:r,cwd:a,holder:i,onLine:u})=>G({program:e,args:r,cwd:a,env:{...s,AGENTIC_HOLDER:i},onLine:u,signal:n}),canPause:process.platform!=="win32",listRemoteRefs:r=>C(o,s,r),showHistory:r=>P(o,s,r),async remove(){return await se(o,{recursive:!0,force:!0,maxRetries:5}),(Date.now()-t)/1e3}}}async function Ce({output:e,signal:n}){let t=await _(process.argv[1]??"",n),o=await A(t,s=>e.result(E(s)));return o.kind==="done"||n.aborted?0:(e.say(R(o)),1)}export{Ce as runDemoCommand};
