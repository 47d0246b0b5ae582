using System.Runtime.InteropServices;
using CensorshipEval.Samples.Audit;

using var interrupted = new CancellationTokenSource();

// The first Ctrl-C or SIGTERM ends the run in order; a second one ends the process.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}

using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await AuditCommand.InvokeAsync(args, interrupted.Token);
