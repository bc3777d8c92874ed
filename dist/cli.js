import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as s}from"./chunks/chunk-CCMCQX4R.js";import"./chunks/chunk-KPM42MMO.js";var e=process.argv[2];if(process.argv.length===3&&(e==="--version"||e==="-V"))process.stdout.write(`${s.version}
`);else{let{runProgram:o}=await import("./chunks/program-EYVXKZQU.js");process.exitCode=await o(process.argv.slice(2));let r=process.exitCode===129||process.exitCode===130||process.exitCode===143;(e==="hook"||r)&&process.exit()}
