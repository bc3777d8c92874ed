import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as s}from"./chunks/chunk-UNFTRDZ2.js";import"./chunks/chunk-AFX4S6PT.js";var r=process.argv[2];if(process.argv.length===3&&(r==="--version"||r==="-V"))process.stdout.write(`${s.version}
`);else{let{runProgram:o}=await import("./chunks/program-RBZ2QHDV.js");process.exitCode=await o(process.argv.slice(2))}
