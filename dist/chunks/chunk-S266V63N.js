import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as c,b as d}from"./chunk-7SEDODBW.js";import{a as p}from"./chunk-E57BSEWA.js";import{a as l}from"./chunk-G6DM5C7W.js";import{a as o}from"./chunk-NWPKBFXM.js";var w={new:"claimed",renewed:"renewed",widened:"widened",replaced:"claimed anew"},i=20;function T({record:e,how:a,table:s,pushes:n,now:t}){let m=e.at+e.leaseS*1e3,r=e.paths.slice(0,i).map(u=>l(u)).join(", "),h=e.paths.length>i?` and ${e.paths.length-i} more`:"";return`${w[a]}: ${r}${h}
  until  ${c(m,t)} (${d(m-t)}); the same command renews, more paths widen
  as     ${e.claim}, task ${l(e.task)}
  on     ${l(s)}${n>1?`, ${n} pushes`:""}
  done?  agentic-plan release ${p(e.claim)}
`}var g=(e,a)=>({id:e.claim,run:e.run,task:e.task,title:e.title??null,agent:e.agent??null,paths:e.paths,until:o(e.at+e.leaseS*1e3),lease_s:e.leaseS,left_s:Math.max(0,Math.round((e.at+e.leaseS*1e3-a)/1e3))}),y=({record:e,how:a,table:s,pushes:n,now:t})=>({version:1,command:"claim",outcome:"claimed",changed:!0,how:a,table:s,pushes:n,claim:g(e,t),held:[],free:[],next:[{do:"renew",run:["agentic-plan","claim",...e.paths,"--task",e.task,"--json"]},{do:"release",run:["agentic-plan","release",e.claim,"--json"]}],problems:[]});export{T as a,g as b,y as c};
