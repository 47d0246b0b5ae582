using CensorshipEval.Samples.Terminal;
using CensorshipEval.Samples.TrainClassifier;

using var interruption = new Interruption();
return await TrainCommand.InvokeAsync(args, interruption.Token);
