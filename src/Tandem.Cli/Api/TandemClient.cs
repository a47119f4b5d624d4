using System.Net;
using System.Text;
using System.Text.Json;

namespace Tandem.Cli.Api;

/// <summary>Tandem's own API.</summary>
public sealed class TandemClient : IDisposable
{
    /// <summary>How deep answers may be nested: explanations go far deeper than the usual 64 levels.</summary>
    public const int MaxDepth = 1024;

    private readonly HttpClient http;

    public TandemClient(Connection connection)
    {
        http = new() { BaseAddress = connection.Url, Timeout = TimeSpan.FromSeconds(100) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", connection.NeedToken());
    }

    /// <exception cref="CommandFailedException">The server does not answer, or refuses.</exception>
    public async Task<JsonElement> Get(string path, CancellationToken cancel)
    {
        var (status, body) = await Call(HttpMethod.Get, path, null, cancel);
        return status == HttpStatusCode.OK ? Json(body) : throw Refused(status, body);
    }

    /// <summary>As <see cref="Get"/>; null where there is no such thing.</summary>
    public async Task<JsonElement?> TryGet(string path, CancellationToken cancel)
    {
        var (status, body) = await Call(HttpMethod.Get, path, null, cancel);
        return status switch
        {
            HttpStatusCode.OK => Json(body),
            HttpStatusCode.NotFound => null,
            _ => throw Refused(status, body),
        };
    }

    /// <summary>An answer of any length, as it comes; null where there is no such thing.</summary>
    /// <exception cref="CommandFailedException">The server does not answer, or refuses.</exception>
    public async Task<Stream?> TryRead(string path, CancellationToken cancel)
    {
        try
        {
            var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.StatusCode == HttpStatusCode.OK) return await answer.Content.ReadAsStreamAsync(cancel);
            using (answer)
                return answer.StatusCode == HttpStatusCode.NotFound ? null : throw Refused(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (HttpRequestException failed)
        {
            throw NoConnection(failed);
        }
    }

    /// <summary>Has a backup taken. The answer begins when its moment is taken, however long that is.</summary>
    /// <exception cref="CommandFailedException">The server does not answer, or refuses.</exception>
    public async Task<BackupAnswer> TakeBackup(CancellationToken cancel)
    {
        var patient = new HttpClient { BaseAddress = http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        BackupAnswer? begun = null;
        try
        {
            patient.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/backups");
            var answer = await patient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.StatusCode != HttpStatusCode.OK)
                using (answer)
                    throw Refused(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
            return begun = new(patient, answer, await answer.Content.ReadAsStreamAsync(cancel));
        }
        catch (HttpRequestException failed)
        {
            throw NoConnection(failed);
        }
        finally
        {
            if (begun is null) patient.Dispose();
        }
    }

    public Task<(HttpStatusCode Status, string Body)> Post(string path, string? body, string contentType, CancellationToken cancel) =>
        Call(HttpMethod.Post, path, new StringContent(body ?? "", Encoding.UTF8, contentType), cancel);

    public Task<(HttpStatusCode Status, string Body)> Delete(string path, CancellationToken cancel) => Call(HttpMethod.Delete, path, null, cancel);

    public Task<(HttpStatusCode Status, string Body)> Put(string path, string body, string contentType, CancellationToken cancel) =>
        Call(HttpMethod.Put, path, new StringContent(body, Encoding.UTF8, contentType), cancel);

    public CommandFailedException Refused(HttpStatusCode status, string body) => status switch
    {
        HttpStatusCode.Unauthorized => new($"{http.BaseAddress} does not know this token. Give the right one with --token or TANDEM_ADMIN_TOKEN."),
        _ => new(ApiErrors.Sentence(status, body)),
    };

    public JsonElement Json(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return json.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new CommandFailedException($"{http.BaseAddress} answered something that is not JSON; is it a Tandem server?", wrong);
        }
    }

    public void Dispose() => http.Dispose();

    private CommandFailedException NoConnection(HttpRequestException failed) =>
        new($"No connection to {http.BaseAddress}: {failed.Message}. Is the server running? ./dev serve starts it.", failed);

    private async Task<(HttpStatusCode, string)> Call(HttpMethod method, string path, HttpContent? content, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            using var answer = await http.SendAsync(request, cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (HttpRequestException failed)
        {
            throw NoConnection(failed);
        }
        catch (TaskCanceledException failed) when (!cancel.IsCancellationRequested)
        {
            throw new CommandFailedException($"{http.BaseAddress} did not answer within {http.Timeout.TotalSeconds:0} s.", failed);
        }
    }
}
