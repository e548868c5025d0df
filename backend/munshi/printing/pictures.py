"""Pictures in a document: a template takes them as the text of an SVG."""

import base64


def as_svg(picture: bytes, mime_type: str, width: int, height: int) -> str:
    """A photo or logo (PNG or JPEG) for `image(bytes(it.logo), format: "svg")`."""
    held = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{mime_type};base64,{held}"/></svg>'
    )
