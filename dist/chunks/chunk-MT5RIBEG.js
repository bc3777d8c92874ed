import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as d,b as r}from"./chunk-7SEDODBW.js";import{a as c}from"./chunk-BXRMDM6Z.js";import{a as t}from"./chunk-G6DM5C7W.js";import{a as p}from"./chunk-NWPKBFXM.js";var g={new:"claimed",renewed:"renewed",widened:"widened",replaced:"claimed anew"},i=20;function S({record:e,how:a,table:s,pushes:n,now:l,wrapped:m=!1}){let o=e.at+e.leaseS*1e3,h=e.paths.slice(0,i).map($=>t($)).join(", "),u=`${d(o,l)} (${r(o-l)}); the same command renews, more paths widen`,w=e.paths.length>i?` and ${e.paths.length-i} more`:"";return`${g[a]}: ${h}${w}
  until  ${m?"the command ends":u}
  as     ${e.claim}, task ${t(e.task)}
  on     ${t(s)}${n>1?`, ${n} pushes`:""}
`+(m?"":`  done?  agentic-plan release ${c(e.claim)}
`)}var f=(e,a)=>({id:e.claim,run:e.run,task:e.task,title:e.title??null,agent:e.agent??null,paths:e.paths,until:p(e.at+e.leaseS*1e3),lease_s:e.leaseS,left_s:Math.max(0,Math.round((e.at+e.leaseS*1e3-a)/1e3))}),W=({record:e,how:a,table:s,pushes:n,now:l})=>({version:1,command:"claim",outcome:"claimed",changed:!0,how:a,table:s,pushes:n,claim:f(e,l),held:[],free:[],next:[{do:"renew",run:["agentic-plan","claim",...e.paths,"--task",e.task,"--json"]},{do:"release",run:["agentic-plan","release",e.claim,"--json"]}],problems:[]});export{S as a,f as b,W as c};
