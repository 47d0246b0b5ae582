using System.Text;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.RunProcess;

/// <summary>Writes each key to a file before it is asked, one line each, handed to the system at once: what stands there survives a kill.</summary>
internal sealed class LoggedSource(IExchangeSource inner, string path, TimeSpan delay) : IExchangeSource, IDisposable
{
    private readonly FileStream _log = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _lock = new();

    public async ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        byte[] line = Encoding.UTF8.GetBytes($"{request.Key}\n");
        lock (_lock) _log.Write(line);
        await Task.Delay(delay, cancellationToken);
        return await inner.ObtainAsync(request, cancellationToken);
    }

    public void Dispose() => _log.Dispose();
}
