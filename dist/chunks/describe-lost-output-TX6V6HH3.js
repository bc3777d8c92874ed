import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as e}from"./chunk-G6DM5C7W.js";import"./chunk-KPM42MMO.js";var s=new Map([["ENOSPC","no space is left there"],["EDQUOT","the quota is used up"],["EFBIG","the file would be too large"],["EROFS","it is read-only"]]),o=t=>`agentic-plan: the output could not be written: ${s.get(t)??e(t,60)}
  the command itself ended as it should; send its output elsewhere to read it
`;export{o as describeLostOutput};
