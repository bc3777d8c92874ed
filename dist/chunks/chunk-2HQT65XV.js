import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as r}from"./chunk-RNQORPZC.js";import{a as c,b as p}from"./chunk-7SEDODBW.js";import{a as d}from"./chunk-BXRMDM6Z.js";import{a as s}from"./chunk-G6DM5C7W.js";import{a as o}from"./chunk-NWPKBFXM.js";var w={new:"claimed",renewed:"renewed",widened:"widened",replaced:"claimed anew"};function y({record:e,how:a,table:t,pushes:n,now:l,wrapped:i=!1}){let m=e.at+e.leaseS*1e3,u=`${c(m,l)} (${p(m-l)}); the same command renews, more paths widen`;return`${w[a]}: ${r(e.paths)}
  until  ${i?"the command ends":u}
  as     ${e.claim}, task ${s(e.task)}
  on     ${s(t)}${n>1?`, ${n} pushes`:""}
`+(i?"":`  done?  agentic-plan release ${d(e.claim)}
`)}var h=(e,a)=>({id:e.claim,run:e.run,task:e.task,title:e.title??null,agent:e.agent??null,paths:e.paths,until:o(e.at+e.leaseS*1e3),lease_s:e.leaseS,left_s:Math.max(0,Math.round((e.at+e.leaseS*1e3-a)/1e3))}),T=({record:e,how:a,table:t,pushes:n,now:l})=>({version:1,command:"claim",outcome:"claimed",changed:!0,how:a,table:t,pushes:n,claim:h(e,l),held:[],free:[],next:[{do:"renew",run:["agentic-plan","claim",...e.paths,"--task",e.task,"--json"]},{do:"release",run:["agentic-plan","release",e.claim,"--json"]}],problems:[]});export{y as a,h as b,T as c};
