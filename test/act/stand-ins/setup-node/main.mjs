process.exitCode = process.env['INPUT_PACKAGE-MANAGER-CACHE'] === 'false' ? 0 : 1;
