import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{g as c}from"./chunk-KKFES6PI.js";import{p as i}from"./chunk-ZGRLMJQB.js";import{createHash as d}from"node:crypto";var x=(t,e,o)=>({...l({message:c(t),at:t.at,parent:e,format:o}),record:t});function l(t){let{message:e,at:o,parent:a,format:r}=t,m=`agentic-plan <agentic-plan@localhost> ${Math.max(0,Math.floor(o/1e3))} +0000`,s=`tree ${i[r]}
${a?`parent ${a}
`:""}author ${m}
committer ${m}

`,n=new TextEncoder().encode(s+e);return{oid:p(n,r),bytes:n}}var p=(t,e)=>d(e).update(`commit ${t.length}\0`).update(t).digest("hex");export{x as a,l as b,p as c};
