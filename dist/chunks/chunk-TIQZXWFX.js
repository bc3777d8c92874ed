import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{c as e}from"./chunk-LXO4D5XJ.js";function a(t){if(t===void 0)return{stdin:"prompt",env:{},calls:"by-name"};let{argv:n,stdin:r,env:s,calls:i}=e[t];return{command:{argv:n},stdin:r,env:s,calls:i,preset:t}}export{a};
