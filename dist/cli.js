import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as o}from"./chunks/chunk-UNFTRDZ2.js";import"./chunks/chunk-KPM42MMO.js";var s=process.argv[2];if(process.argv.length===3&&(s==="--version"||s==="-V"))process.stdout.write(`${o.version}
`);else{let{runProgram:r}=await import("./chunks/program-TBFNBJSZ.js");process.exitCode=await r(process.argv.slice(2)),s==="hook"&&process.exit()}
