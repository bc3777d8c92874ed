import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
async function b(n,e){if(e.length===0)return{ok:!0,value:new Map};let i=p(e),t=await n.git({args:["for-each-ref","--format=%(objectname) %(refname)","--",...i]});if(t.code!==0)return{ok:!1,failure:{kind:"other",detail:t.stderr.trim()}};let o=m(e),r=new Map;for(let s of t.stdout.toString("utf8").split(`
`)){let a=s.indexOf(" "),f=s.slice(a+1);a>0&&o(f)&&r.set(f,s.slice(0,a))}return{ok:!0,value:r}}var p=n=>n.length>50?["refs/agentic/","refs/seen/"]:n;function m(n){let e=new Set(n.filter(t=>!t.endsWith("/"))),i=n.filter(t=>t.endsWith("/"));return t=>e.has(t)||i.some(o=>t.startsWith(o))}async function w(n,e){let i=[...new Set(e)];if(i.length===0)return new Map;let t={GIT_NO_LAZY_FETCH:"1"},o=`${i.join(`
`)}
`,r=await n.git({args:["cat-file","--batch-check","--buffer"],input:o,env:t}),s=new Map(i.map(c=>[c,u])),a=[];for(let{oid:c,type:d,size:l}of y(r.stdout.toString("latin1")))d!=="commit"?s.set(c,h):l>65536?s.set(c,g):a.push(c);if(a.length===0)return s;let f=await n.git({args:["cat-file","--batch","--buffer"],input:`${a.join(`
`)}
`,env:t});for(let[c,d]of O(f.stdout))s.set(c,S(d));return s}var u={kind:"unreadable",why:"missing"},h={kind:"unreadable",why:"not-a-commit"},g={kind:"unreadable",why:"too-large"};function*y(n){for(let e of n.split(`
`)){let[i,t,o]=e.split(" ");i&&t&&o!==void 0&&(yield{oid:i,type:t,size:Number(o)})}}function*O(n){for(let e=0;e<n.length;){let i=n.indexOf(10,e);if(i<0)return;let[t,,o]=n.toString("latin1",e,i).split(" "),r=i+1;t&&o!==void 0?(yield[t,n.subarray(r,r+Number(o))],e=r+Number(o)+1):e=r}}function S(n){let e=n.toString("utf8"),i=e.indexOf(`

`);return{kind:"commit",parents:[...(i<0?e:e.slice(0,i)).matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(r=>r[1]),message:i<0?"":e.slice(i+2)}}export{b as a,m as b,w as c};
