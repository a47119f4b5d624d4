using Tandem.Bench;

return await BenchCommand.Make().Parse(args).InvokeAsync();
