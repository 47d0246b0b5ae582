using CensorshipEval.Samples.CorpusTool;
using CensorshipEval.Samples.Terminal;

using var interruption = new Interruption();
return await CorpusCommand.InvokeAsync(args, interruption.Token);
