import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-SFQVMWZR.js";import"./chunk-D5RSUVGN.js";import"./chunk-XS3CPH6Z.js";import"./chunk-JH3RFOKO.js";import"./chunk-KFREHQFB.js";import"./chunk-F5TQGT5L.js";import"./chunk-N6VKJQGL.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{a as openRepository};
