using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CensorshipEval.Clients.Tests.Secrets;

/// <summary>Answers every connection with the same bytes, whether they are HTTP or not, and with more of them by and by.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public RawServer(string response, params (TimeSpan Wait, string Text)[] later)
    {
        _listener.Start();
        _serving = ServeAsync([(TimeSpan.Zero, response), .. later]);
    }

    public Uri Endpoint => new($"http://{_listener.LocalEndpoint}/v1");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task ServeAsync(IReadOnlyList<(TimeSpan Wait, string Text)> response)
    {
        byte[] request = new byte[65_536];
        while (!_stop.IsCancellationRequested)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            NetworkStream stream = client.GetStream();
            if (await stream.ReadAsync(request, _stop.Token) == 0) continue;
            foreach ((TimeSpan wait, string text) in response)
            {
                await Task.Delay(wait, _stop.Token);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token);
            }
        }
    }
}
