"""The headers of a page that is for whoever has its link: kept nowhere, framed nowhere, found by no search."""


def headers(forms: str, script: str | None = None) -> dict[str, str]:
    """With where its forms may lead and the script that may run, as a Content-Security-Policy says them."""
    scripts = f"script-src {script}; " if script else ""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'unsafe-inline'; {scripts}form-action {forms}; "
            "frame-ancestors 'none'; base-uri 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
