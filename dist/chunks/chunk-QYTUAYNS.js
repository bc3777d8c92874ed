import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
async function b(n,e){if(e.length===0)return{ok:!0,value:new Map};let o=l(e),t=await n.git({args:["for-each-ref","--format=%(objectname) %(refname)","--",...o]});if(t.code!==0)return{ok:!1,failure:{kind:"other",detail:t.stderr.trim()}};let i=m(e),r=new Map;for(let s of t.stdout.toString("utf8").split(`
`)){let a=s.indexOf(" "),f=s.slice(a+1);a>0&&i(f)&&r.set(f,s.slice(0,a))}return{ok:!0,value:r}}var l=n=>n.length>50?["refs/agentic/","refs/seen/"]:n;function m(n){let e=new Set(n.filter(t=>!t.endsWith("/"))),o=n.filter(t=>t.endsWith("/"));return t=>e.has(t)||o.some(i=>t.startsWith(i))}async function w(n,e){let o=[...new Set(e)];if(o.length===0)return new Map;let t={GIT_NO_LAZY_FETCH:"1"},i=`${o.join(`
`)}
`,r=await n.git({args:["cat-file","--batch-check","--buffer"],input:i,env:t}),s=new Map(o.map(c=>[c,u])),a=[];for(let{oid:c,type:d,size:p}of y(r.stdout.toString("latin1")))d!=="commit"?s.set(c,h):p>65536?s.set(c,g):a.push(c);if(a.length===0)return s;let f=await n.git({args:["cat-file","--batch","--buffer"],input:`${a.join(`
`)}
`,env:t});for(let[c,d]of O(f.stdout))s.set(c,S(d));return s}var u={kind:"unreadable",why:"missing"},h={kind:"unreadable",why:"not-a-commit"},g={kind:"unreadable",why:"too-large"};function*y(n){for(let e of n.split(`
`)){let[o,t,i]=e.split(" ");o&&t&&i!==void 0&&(yield{oid:o,type:t,size:Number(i)})}}function*O(n){for(let e=0;e<n.length;){let o=n.indexOf(10,e);if(o<0)return;let[t,,i]=n.toString("latin1",e,o).split(" "),r=o+1;t&&i!==void 0?(yield[t,n.subarray(r,r+Number(i))],e=r+Number(i)+1):e=r}}function S(n){let e=n.toString("utf8"),o=e.indexOf(`

`);return{kind:"commit",parents:[...(o<0?e:e.slice(0,o)).matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(r=>r[1]),message:o<0?"":e.slice(o+2)}}export{b as a,w as b};
