using CensorshipEval.Samples.DetectorConformance;
using CensorshipEval.Samples.Terminal;

using var interruption = new Interruption();
return await ConformanceCommand.InvokeAsync(args, interruption.Token);
