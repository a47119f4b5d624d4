using Tandem.Cli.Commands;

return await TandemCommand.Run(args, Console.Out, Console.Error, CancellationToken.None);
