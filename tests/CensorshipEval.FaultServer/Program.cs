using CensorshipEval.Faults;
using CensorshipEval.Faults.Models;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

try
{
    await using ModelServer server = await ModelServer.StartAsync(CommandLine.Parse(args, Environment.GetEnvironmentVariable));
    Console.WriteLine($"Listening on {server.Endpoint}");
    await server.WaitForShutdownAsync();
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}
catch (IOException exception)
{
    // The port is taken.
    Console.Error.WriteLine(exception.Message);
    return 1;
}
