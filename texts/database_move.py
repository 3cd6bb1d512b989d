"""Lines of `python -m bot db`: moving a district to another database, one line each."""

from collections.abc import Sequence


def same() -> str:
    """Source and target are one."""
    return "Nơi đến trùng với nơi đi. Chọn cơ sở dữ liệu khác: --to postgresql+asyncpg://…"


def only_to_postgres() -> str:
    """The target must be PostgreSQL."""
    return "Nơi đến phải là PostgreSQL: --to postgresql+asyncpg://user:pass@host/chibo."


def no_source(name: str) -> str:
    """The SQLite file is not there."""
    return f"Không thấy tệp {name}. Kiểm tra CHIBO_DATABASE_URL, hoặc thêm --from."


def not_empty() -> str:
    """The target holds something already."""
    return (
        "Nơi đến đã có dữ liệu nên không chép gì. Tạo cơ sở dữ liệu trống (createdb chibo), "
        "rồi chạy lại."
    )


def not_taken(table: str, kind: str) -> str:
    """The target refuses a row."""
    return f"Bảng {table} có dòng nơi đến không nhận ({kind}). Chưa chép gì; nơi đi còn nguyên."


def differs(tables: Sequence[str]) -> str:
    """What was read back is not what was copied."""
    return f"Đọc lại thấy khác ở bảng {', '.join(tables)}. Đã hủy, chưa chép gì; hãy báo lỗi này."


def heading() -> str:
    """Of the table of tables."""
    return f"{'Bảng':<24}{'dòng':>9}  nội dung (sha256)"


def line(table: str, rows: int, content: str) -> str:
    """One table that is the same on both sides."""
    return f"{table:<24}{rows:>9}  {content[:16]}  khớp"


def moved(tables: int, rows: int) -> str:
    """Everything is there."""
    return (
        f"Đã chép và đối chiếu {rows} dòng trong {tables} bảng. Đặt CHIBO_DATABASE_URL là nơi đến "
        "rồi khởi động lại; giữ tệp cũ làm bản lưu, không chạy trên tệp đó nữa."
    )
