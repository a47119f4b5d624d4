using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

/// <summary>What a server says that its customers did.</summary>
internal static class Histories
{
    /// <summary>
    /// The message ids in the histories of the users <c>u0</c> to <c>uN</c>, each as often as it is there. What comes while
    /// pages are read moves items to the next page, where they are seen again: one position is one item.
    /// </summary>
    public static async Task<List<string>> MessageIds(ServerProcess server, int users)
    {
        var ids = new List<string>();
        for (var user = 0; user < users; user++)
        {
            if ((await server.Get($"/api/v1/customers?search=u{user}&limit=200"))["items"]!.AsArray().Count == 0) continue;
            var before = "";
            var seen = new HashSet<string>();
            while (true)
            {
                var page = await server.Get($"/api/v1/customers/userId:u{user}/timeline?limit=500{before}");
                ids.AddRange(page["items"]!.AsArray().Where(item => item!["kind"]!.GetValue<string>() == "interaction" && seen.Add(item["id"]!.GetValue<string>().Split('-')[0])).Select(item => item!["detail"]!["messageId"]!.GetValue<string>()));
                if (page["next"] is not { } next) break;
                before = $"&before={next}";
            }
        }
        return ids;
    }
}
